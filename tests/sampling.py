"""What `make test` plays of the files that are slow by nature; `make test-all` plays all of them.

Their tests start sites and other processes, open a browser, or copy and restore a whole site.
"""

from collections.abc import Mapping

NOTHING: tuple[str, ...] = ()

PLAYED: Mapping[str, tuple[str, ...]] = {
    "tests/articles/desk/test_missed.py": NOTHING,
    "tests/backup/test_backup.py": (
        "test_every_file_that_a_site_makes_is_kept_or_made_again",
        "test_what_is_read_from_a_held_database_does_not_change",
    ),
    "tests/backup/test_cut_off.py": ("test_a_full_disk_leaves_no_file_and_says_so_in_a_line",),
    "tests/backup/test_damaged.py": (
        "test_a_flipped_bit_is_refused_or_was_in_nothing_that_is_restored",
    ),
    "tests/backup/test_forged.py": (
        "test_a_changed_row_is_found_although_all_its_digests_fit",
        "test_a_sites_first_backup_makes_its_key_and_says_where",
    ),
    "tests/backup/test_import_site.py": (
        "test_an_export_is_taken_into_an_empty_site_alone_and_a_second_time_changes_nothing",
    ),
    "tests/backup/test_move_to.py": (
        "test_a_place_that_will_not_do_is_refused_and_changes_nothing",
    ),
    "tests/backup/test_restore.py": (
        "test_a_restored_site_is_backed_up_as_the_same_rows_and_files",
    ),
    "tests/browser/editor/test_pasting.py": (
        "test_what_is_copied_in_the_editor_is_pasted_as_it_was",
        "test_scripts_and_pictures_of_others_are_not_pasted",
    ),
    "tests/browser/editor/test_pictures.py": (
        "test_a_picture_is_added_changed_and_taken_out_again",
    ),
    "tests/browser/editor/test_reach.py": ("test_with_the_keyboard_alone_everything_is_reached",),
    "tests/browser/editor/test_tools.py": ("test_a_link_is_set_changed_and_removed",),
    "tests/browser/editor/test_typing.py": (
        "test_a_saved_text_that_is_opened_and_saved_again_stays_as_it_was",
        "test_where_the_editor_cannot_be_had_the_textarea_stays",
    ),
    "tests/browser/test_autosave.py": (
        "test_a_lost_connection_keeps_the_words_and_sends_them_when_it_is_back",
    ),
    "tests/browser/test_changes.py": NOTHING,
    "tests/browser/test_comfort.py": (
        "test_chosen_words_are_quoted_and_a_larger_text_fits_a_phone",
    ),
    "tests/browser/test_keyboard.py": NOTHING,
    "tests/browser/test_notes.py": NOTHING,
    "tests/browser/test_pages.py": ("test_axe_finds_nothing_on_pages_that_say_no",),
    "tests/browser/test_paper.py": ("test_sections_are_ordered_and_renamed_with_the_keyboard",),
    "tests/browser/test_pictures.py": (
        "test_a_click_on_the_picture_chooses_the_focal_point",
        "test_a_removed_picture_is_a_sentence_where_it_was",
    ),
    "tests/browser/test_puzzle.py": NOTHING,
    "tests/browser/test_second_factor.py": NOTHING,
    "tests/browser/test_tongues.py": NOTHING,
    "tests/browser/test_versions.py": NOTHING,
    "tests/config/short/test_ways.py": (
        "test_every_layer_that_the_short_way_stands_for_is_known_to_it",
        "test_no_form_that_a_banned_member_may_not_send_goes_the_short_way",
    ),
    "tests/config/test_clean_logs.py": ("test_a_host_that_is_not_the_sites_costs_one_line",),
    "tests/config/test_privacy.py": (
        "test_any_command_makes_an_existing_folder_private_with_the_files_right_in_it",
    ),
    "tests/config/test_serving.py": (
        "test_a_migrated_site_serves_pages_and_stops_when_asked",
        "test_a_teller_without_tables_is_refused_in_one_line",
    ),
    "tests/config/test_two_workers.py": NOTHING,
    "tests/core/test_broken_rules.py": NOTHING,
    "tests/demo/test_weeks_later.py": NOTHING,
    "tests/faults/test_broken_tellers.py": NOTHING,
    "tests/jobs/test_processes.py": (
        "test_two_places_of_one_database_never_do_the_same_job",
        "test_a_runner_whose_watch_was_killed_ends_its_job_and_nobody_does_it_beside",
    ),
    "tests/language/test_pseudo.py": (
        "test_every_text_on_a_page_can_be_translated",
        "test_every_text_on_the_way_can_be_translated",
        "test_every_text_on_a_table_of_the_books_can_be_translated",
    ),
    "tests/people/test_private_answers.py": NOTHING,
    "tests/staff/test_site_process.py": (
        "test_without_tables_a_command_says_in_one_line_what_to_do",
    ),
}
"""The file, and which of its tests stay: enough to see that the feature stands."""


def is_left_out(nodeid: str) -> bool:
    """Tell whether only `make test-all` plays a test."""
    file, _, name = nodeid.partition("::")
    return file in PLAYED and name.partition("[")[0] not in PLAYED[file]

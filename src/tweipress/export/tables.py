"""Which table is in which file, and why a table is in none.

A new table has to be entered here, in one or in the other; a test says so.
"""

from typing import Final

FILES: Final = {
    "publication_paper": "site/paper",
    "publication_emblem": "site/emblems",
    "publication_section": "site/sections",
    "publication_formername": "site/former_section_names",
    "publication_sectioneditor": "site/section_editors",
    "publication_page": "site/pages",
    "publication_formerslug": "site/former_page_addresses",
    "frontpage_front": "site/fronts",
    "frontpage_arrangement": "site/arrangements",
    "checklist_rule": "site/checklist_rules",
    "checklist_line": "site/checklist_lines",
    "people_member": "members/members",
    "following_follow": "members/follows",
    "following_saved": "members/reading_lists",
    "places_place": "members/places",
    "muting_muting": "members/muted",
    "notifications_notification": "members/notifications",
    "notifications_switch": "members/notification_choices",
    "notifications_told": "members/levels_told",
    "notifications_position": "members/told_until",
    "notifications_spread": "members/articles_being_told",
    "articles_article": "articles/articles",
    "articles_revision": "articles/versions",
    "articles_fingerprint": "articles/fingerprints",
    "filing_address": "articles/former_addresses",
    "filing_oldpath": "articles/addresses_elsewhere",
    "filing_tag": "articles/tags",
    "filing_tagging": "articles/tagged",
    "filing_translation": "articles/translations",
    "coauthors_coauthor": "articles/coauthors",
    "staging_stagedtext": "articles/changed_texts",
    "staging_notice": "articles/notices",
    "desk_plan": "articles/plans",
    "notes_note": "articles/notes",
    "notes_reply": "articles/replies_to_notes",
    "checklist_tick": "articles/ticks",
    "search_entry": "search/entries",
    "search_related": "search/related",
    "search_word": "search/words",
    "comments_comment": "comments/comments",
    "rules_rules": "comments/rules",
    "holding_held": "comments/held",
    "edits_change": "comments/changes",
    "reports_report": "comments/reports",
    "queue_decision": "comments/decisions",
    "pictures_picture": "pictures/pictures",
    "pictures_use": "pictures/uses",
    "moderation_case": "cases/cases",
    "moderation_search": "cases/searches",
    "decisions_decision": "decisions/decisions",
    "appeals_appeal": "decisions/appeals",
    "sanctions_memo": "decisions/notes_about_members",
    "letters_letter": "letters/letters",
    "letters_pause": "letters/pause",
    "letters_reply": "letters/replies",
}
"""The site's tables, in the order in which they are written; each file is of JSON lines."""
WITH_ADDRESSES: Final = {
    "account_emailaddress": "members/addresses",
    "notices_notice": "decisions/notices",
    "letters_subscription": "letters/subscriptions",
    "letters_delivery": "letters/deliveries",
}
"""Those that are about e-mail addresses: they are left out unless it is asked for."""
LEFT_OUT: Final = {
    "account_emailconfirmation": "links that were sent and are short-lived",
    "auth_group": "not used",
    "auth_group_permissions": "not used",
    "auth_permission": "made by the migrations",
    "autosave_workingcopy": "what members typed and did not save",
    "browsers_session": "who is signed in",
    "desk_calendaraddress": "secret addresses of calendars, which another site has anew",
    "django_admin_log": "not used",
    "django_content_type": "made by the migrations",
    "jobs_job": "work that another site finds for itself",
    "jobs_tally": "work that was done here",
    "mfa_authenticator": "second factors",
    "notifications_device": "secret addresses of browsers",
    "people_invitationcode": "secret codes",
    "people_member_groups": "not used",
    "people_member_user_permissions": "not used",
    "queue_claim": "what moderators are looking at, for some minutes",
    "reading_ratedread": "how members read",
    "reading_readingtrace": "how members read",
    "security_securityevent": "the security log, with networks of members",
}
NUMBERS_KEPT: Final = {"people_invitationcode"}
"""Left out, but their numbers are not given again: keys of acts are made of them."""
BOOKS: Final = "bank_"
BOOKS_FOLDER: Final = "books"


def file_of(table: str, *, addresses: bool) -> str:
    """Return the file that a table is in, empty if it is in none."""
    if table.startswith(BOOKS):
        return f"{BOOKS_FOLDER}/{table.removeprefix(BOOKS)}.jsonl"
    name = FILES.get(table) or (WITH_ADDRESSES.get(table) if addresses else None)
    return f"{name}.jsonl" if name else ""

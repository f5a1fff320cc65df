"""A site's start finishes what a crash left open, and deletes what has expired."""

import gc

from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.config import startup
from tweipress.core.ids import MemberId
from tweipress.moderation.models import Case
from tweipress.people.actions.members import join
from tweipress.people.models import Member


def test_a_member_whom_the_books_missed_joins_at_the_next_start(books: BooksStage) -> None:
    member = Member.objects.create_user("reader@example.org", "Reader", None)
    assert queries.standing(MemberId(member.pk)) is None
    startup.open_site()
    assert queries.standing(MemberId(member.pk)) is not None


def test_a_flag_that_a_crash_kept_from_the_books_is_raised_at_the_next_start(
    books: BooksStage,
) -> None:
    member = Member.objects.create_user("reader@example.org", "Reader", None)
    join(member)
    case = Case.objects.create(
        member=member,
        reason="even_pace",
        rule="spread",
        version=1,
        shadow=False,
        raised_by=0,
        source="spread:1:1",
        evidence={"figures": {"reads": 40}},
    )
    startup.open_site()
    [shown] = queries.flags_of(MemberId(member.pk))
    assert shown.flag.flag == case.pk


def test_a_start_with_nothing_left_open_changes_nothing(books: BooksStage) -> None:
    before = queries.books_overview().postings
    startup.open_site()
    assert queries.books_overview().postings == before


def test_what_a_start_has_made_is_left_out_of_searches_for_garbage() -> None:
    try:
        startup.spare_pauses()
        assert gc.get_freeze_count() > len(gc.get_objects())
    finally:
        gc.unfreeze()

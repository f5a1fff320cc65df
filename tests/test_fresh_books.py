"""Whatever a test leaves behind, the next one finds nothing of it."""

from pathlib import Path

from tests import cleanup
from tests.fresh_books import fresh_database
from tests.scratch_books import BooksStage
from tweipress.bank.queries import books_overview
from tweipress.bank.storage.connection import Connection
from tweipress.bank.teller.leader import Leadership
from tweipress.people.models import Member

READER = 1


def test_the_next_books_hold_nothing_and_nobody_leads_them(
    transactional_db: None, tmp_path: Path
) -> None:
    leaders = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        with fresh_database(folder):
            assert books_overview().postings == 0
            stage = BooksStage(folder)
            stage.member(READER, 5)
            stage.close()
            leaders.append(Leadership(Connection()))
            assert leaders[-1].try_lock()
    for leader in leaders:
        leader.release()


def test_books_without_their_triggers_are_not_given_to_the_next(
    transactional_db: None, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        with fresh_database(folder):
            connection = Connection()
            if connection.is_postgresql:
                connection.run("DROP TRIGGER bank_entry_append_only ON bank_entry")
            else:
                connection.run("DROP TRIGGER bank_entry_no_delete")
            connection.close()


def test_the_site_is_emptied_of_what_was_written_and_keeps_its_rights(
    transactional_db: None,
) -> None:
    Member.objects.create(email="reader@example.org", name="reader")
    rights = "SELECT count(*) FROM auth_permission"
    before = counted(rights)
    assert before > 0
    cleanup.empty("default")
    assert not Member.objects.exists()
    assert counted(rights) == before


def counted(sql: str) -> int:
    """Return what a query counts in the site's database."""
    connection = Connection("default", is_own=False)
    return int(connection.rows(sql)[0][0])

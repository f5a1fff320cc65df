"""The audit finds every figure that is not what the journal makes of it."""

import pytest
from django.db.utils import DatabaseError

from tests.scratch_books import BooksStage
from tweipress.bank.audit import Audit
from tweipress.bank.link import Link
from tweipress.core.acts import Comment, Like, Open, Plus, Publish, Report, Role

AUTHOR, READER, COMMENTER = 1, 2, 3


@pytest.fixture
def story(books: BooksStage) -> BooksStage:
    """Play a little of everything, over a settlement and a maturity."""
    for member in (AUTHOR, READER, COMMENTER):
        books.member(member, 500)
        books.accept(Role(member, "editor"))
    books.accept(Publish(AUTHOR, 1, 180, 700, 5, reviewed=True))
    for member in (READER, COMMENTER):
        books.accept(Open(member, 1, f"s{member}"))
        books.clock.advance(60)
        books.accept(Plus(member, f"s{member}", 5))
    books.accept(Comment(COMMENTER, 1, 1))
    books.accept(Like(READER, 1))
    books.accept(Report(READER, 1, "mine", "r1"))
    books.next_day(16)
    return books


def findings() -> list[str]:
    """Audit the books and return what differs."""
    link = Link()
    found = list(Audit(link).findings())
    link.close()
    return found


def test_honest_books_are_clean(story: BooksStage) -> None:
    assert findings() == []


@pytest.mark.parametrize(
    ("tampering", "finding"),
    [
        ("UPDATE bank_account SET balance_twei = balance_twei + 1 WHERE name = 'pool'", "pool"),
        ("UPDATE bank_member SET xp_reading = 500 WHERE member = 2", "bank_member"),
        ("UPDATE bank_pnl SET likes_own = likes_own + 1 WHERE member = 2", "bank_pnl"),
        ("UPDATE bank_head SET seq = seq - 1", "head says"),
        ("DELETE FROM bank_vote", "lacks Vote"),
        ("DELETE FROM bank_account WHERE name = 'available:2'", "missing"),
    ],
)
def test_a_figure_tampered_with_is_found(story: BooksStage, tampering: str, finding: str) -> None:
    link = Link()
    link.run(tampering)
    link.close()
    assert any(finding in found for found in findings())


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM bank_posting",
        "DELETE FROM bank_entry",
        "UPDATE bank_posting SET article = 0",
        "UPDATE bank_entry SET owner = 0",
    ],
)
def test_postings_and_entries_cannot_be_changed(story: BooksStage, statement: str) -> None:
    link = Link()
    with pytest.raises(DatabaseError, match="append-only"):
        link.run(statement)
    link.close()


def test_a_forged_journal_is_found(story: BooksStage) -> None:
    link = Link()
    for table in ("bank_posting", "bank_entry"):
        drop = (
            f"DROP TRIGGER {table}_append_only ON {table}"
            if link.is_postgresql
            else f"DROP TRIGGER {table}_no_update"
        )
        link.run(drop)
    link.run("UPDATE bank_entry SET amount_twei = amount_twei + 1 WHERE account = 'available:2'")
    link.close()
    found = findings()
    assert any("hash" in finding for finding in found)
    assert any("entries" in finding for finding in found)

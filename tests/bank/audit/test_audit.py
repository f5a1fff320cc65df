"""The audit finds every figure that differs from the journal's."""

import pytest
from django.db.utils import DatabaseError

from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.bank.audit import audit, replay
from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import Connection
from tweipress.bank.teller import calendar
from tweipress.core import roles
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.flag import Flag
from tweipress.core.acts.cases.hold import Hold
from tweipress.core.acts.cases.release import Release
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, FlagId, MemberId, ReportId, SessionId
from tweipress.core.reasons import FlagReason
from tweipress.core.records.pnl import ReportScope

AUTHOR, READER, COMMENTER, NEWCOMER = map(MemberId, (1, 2, 3, 4))
STRAY = (
    "INSERT INTO bank_entry (posting, account, owner, amount_twei, balance_twei, spendable_twei)"
    " VALUES (3, 'pool', 0, 1, 1, 0)"
)
"""An entry that comes long after its posting."""


@pytest.fixture
def story(books: BooksStage, monkeypatch: pytest.MonkeyPatch) -> BooksStage:
    """Play a little of everything, over a settlement, closes in portions and a maturity."""
    monkeypatch.setattr(calendar, "ARTICLES_AN_ACT", 1)
    for member in (AUTHOR, READER, COMMENTER):
        books.member(member, 500)
        books.accept(Role(MemberId(member), roles.Role.EDITOR))
    books.reviewed(AUTHOR, ArticleId(1), 180, 700, 5)
    books.reviewed(COMMENTER, ArticleId(2), 180, 700, 5)
    for member in (READER, COMMENTER):
        books.accept(Open(MemberId(member), ArticleId(1), SessionId(f"s{member}")))
        books.clock.advance(60)
        books.accept(Plus(MemberId(member), SessionId(f"s{member}"), 5))
    books.accept(Comment(COMMENTER, ArticleId(1), CommentId(1)))
    books.accept(Like(READER, CommentId(1)))
    books.accept(Report(READER, ArticleId(1), ReportScope.MINE, ReportId("r1")))
    _cases(books)
    books.member(NEWCOMER)
    books.accept(Invite(AUTHOR, NEWCOMER))
    books.accept(Vouch(READER, NEWCOMER))
    books.accept(Vouch(COMMENTER, NEWCOMER))
    books.accept(Unvouch(COMMENTER, NEWCOMER))
    books.accept(Ban(NEWCOMER, "spam"))
    books.next_day()
    books.accept(Grade(((READER, 300, 5),), night="2026-01-01", until_ms=1, last=True))
    books.next_day(16)
    return books


def _cases(books: BooksStage) -> None:
    """Flag readers: one is carried out by the calendar, one lifted on appeal, one on trial."""
    for flag, member in enumerate((READER, COMMENTER, AUTHOR), 1):
        books.accept(
            Flag(
                FlagId(flag),
                MemberId(member),
                FlagReason.EVEN_PACE,
                "spread",
                1,
                "d",
                shadow=member == AUTHOR,
            )
        )
    for flag in (1, 2):
        books.accept(Hold(FlagId(flag), "looks like a script"))
    books.accept(Release(FlagId(2), "too much"))
    books.accept(Appeal(COMMENTER, FlagId(2), "digest"))
    books.accept(Decide(FlagId(2), lifts=True, reason="reads aloud"))


def findings() -> list[str]:
    """Audit the books and return what differs."""
    connection = Connection()
    told = list(Audit(connection).findings())
    connection.close()
    return told


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
        ("UPDATE bank_flag SET state = 'open'", "bank_flag"),
        ("UPDATE bank_hold SET amount_twei = amount_twei + 1", "bank_hold"),
        ("UPDATE bank_member SET flags = 1 WHERE member = 2", "bank_member"),
        ("DELETE FROM bank_vouch", "lacks Vouch"),
        ("UPDATE bank_ban SET reason = 'none'", "bank_ban"),
        ("DELETE FROM bank_account WHERE name = 'available:2'", "missing"),
        ("UPDATE bank_account SET owner = 3 WHERE name = 'available:2'", "filed wrongly"),
        (
            STRAY,
            "posting 3: its entries stand alone or out of place",
        ),
    ],
)
def test_a_figure_tampered_with_is_found(story: BooksStage, tampering: str, finding: str) -> None:
    connection = Connection()
    connection.run(tampering)
    connection.close()
    assert any(finding in told for told in findings())


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
    connection = Connection()
    with pytest.raises(DatabaseError, match="append-only"):
        connection.run(statement)
    connection.close()


@pytest.mark.parametrize(
    ("forgery", "finding"),
    [
        (
            "UPDATE bank_entry SET amount_twei = amount_twei + 1 WHERE account = 'available:2'",
            "hash",
        ),
        (
            "UPDATE bank_entry SET amount_twei = amount_twei + 1 WHERE account = 'available:2'",
            "entries",
        ),
        ("UPDATE bank_entry SET owner = 3 WHERE account = 'available:2'", "filed under 3"),
        ("UPDATE bank_posting SET member = 3 WHERE act = 'plus'", "its member is 3, not 2"),
        ("UPDATE bank_posting SET act = 'minus' WHERE act = 'plus'", "its act is minus, not plus"),
        ("UPDATE bank_posting SET at_ms = 0 WHERE act = 'plus'", "older than the posting before"),
        ("DELETE FROM bank_posting WHERE act = 'plus'", "stand alone"),
        ("DELETE FROM bank_entry", "its entries are []"),
    ],
)
def test_a_forged_journal_is_found(story: BooksStage, forgery: str, finding: str) -> None:
    forge(forgery)
    assert any(finding in told for told in findings())


def test_a_journal_that_cannot_be_replayed_says_where_it_stops(story: BooksStage) -> None:
    forge("UPDATE bank_posting SET body = 'no act' WHERE act = 'plus'")
    assert "cannot be replayed" in findings()[-1]


def test_it_finds_the_same_when_next_to_nothing_fits_into_memory(
    story: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replay, "CACHE_MAX", 3)
    assert findings() == []
    connection = Connection()
    connection.run("UPDATE bank_pnl SET likes_own = likes_own + 1 WHERE member = 2")
    connection.close()
    assert any("bank_pnl" in told for told in findings())


def test_what_is_posted_while_it_reads_does_not_disturb_it(
    story: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "REPORT_EVERY", 1)
    before = queries.books_overview().postings
    connection = Connection()

    def meanwhile(_seq: int) -> None:
        story.accept(Deposit(READER, 1))

    beside = Audit(connection, meanwhile)
    assert list(beside.findings()) == []
    connection.close()
    assert beside.seq == before
    assert queries.books_overview().postings > before


def forge(statement: str) -> None:
    """Change the journal as who owns the database can."""
    connection = Connection()
    for table in ("bank_posting", "bank_entry"):
        if connection.is_postgresql:
            connection.run(f"DROP TRIGGER {table}_append_only ON {table}")
        else:
            connection.run(f"DROP TRIGGER {table}_no_update")
            connection.run(f"DROP TRIGGER {table}_no_delete")
    connection.run(statement)
    connection.close()

"""The cache of the books keeps records in use, and loads forgotten ones again."""

from weakref import ref

import pytest

from tests.scratch_books import BooksStage
from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.world import StoredWorld
from tweipress.bank.teller import teller
from tweipress.core import chart, roles
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, SessionId
from tweipress.core.records.article import Article
from tweipress.core.records.comment import Comment as CommentRecord
from tweipress.core.records.member import Member
from tweipress.core.records.vote import Vote

AUTHOR, READER, COMMENTER = map(MemberId, (1, 2, 3))


class CountingLink(Connection):
    """A connection that counts what it is asked."""

    asked = 0

    def rows(self, sql: str, values: object = ()) -> list[tuple[object, ...]]:
        """Count, and ask."""
        self.asked += 1
        return super().rows(sql, values)  # type: ignore[arg-type]  # handed on as it came


@pytest.fixture
def paper(books: BooksStage) -> BooksStage:
    """Let a reader earn on two days, and like a comment."""
    for member in (AUTHOR, READER, COMMENTER):
        books.member(member, 500)
        books.accept(Role(MemberId(member), roles.Role.EDITOR))
    for article in (1, 2):
        books.reviewed(AUTHOR, ArticleId(article), 180, 700, 5)
        books.accept(Open(READER, ArticleId(article), SessionId(f"s{article}")))
        books.clock.advance(60)
        books.accept(Plus(READER, SessionId(f"s{article}"), 5))
        books.next_day()
    books.accept(Open(COMMENTER, ArticleId(1), SessionId("c")))
    books.clock.advance(60)
    books.accept(Plus(COMMENTER, SessionId("c"), 5))
    books.accept(Comment(COMMENTER, ArticleId(1), CommentId(1)))
    return books


def test_a_younger_world_asks_the_older_one_before_the_database(paper: BooksStage) -> None:
    connection = CountingLink()
    older = StoredWorld(connection)
    known = (
        older.get(Member, READER),
        older.get(Vote, (READER, 1)),
        older.owned(READER),
        list(older.vesting_days(READER)),
        older.balance(chart.pot(CommentId(1))),
    )
    asked = connection.asked
    younger = StoredWorld(connection, older)
    assert (
        younger.get(Member, READER),
        younger.get(Vote, (READER, 1)),
        younger.owned(READER),
        list(younger.vesting_days(READER)),
        younger.balance(chart.pot(CommentId(1))),
    ) == known
    assert len(known[3]) == 2
    assert connection.asked == asked
    connection.close()


def test_what_two_generations_did_not_ask_for_is_forgotten(paper: BooksStage) -> None:
    connection = CountingLink()
    first = StoredWorld(connection)
    article = first.get(Article, 1)
    comment = first.get(CommentRecord, 1)
    second = StoredWorld(connection, first)
    assert second.get(Article, 1) == article
    third = StoredWorld(connection, second)
    left = ref(first)
    del first
    assert left() is None
    asked = connection.asked
    assert third.get(Article, 1) == article
    assert connection.asked == asked
    assert third.get(CommentRecord, 1) == comment
    assert connection.asked == asked + 1
    connection.close()


def test_books_kept_through_many_small_generations_are_sound(
    paper: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teller, "GENERATION_MAX", 5)
    for turn in range(5):
        paper.accept(Like(READER, CommentId(1)), "like") if turn == 2 else paper.accept(
            Deposit(READER, 1)
        )
        paper.next_day()
    paper.next_day(15)
    connection = Connection()
    assert list(Audit(connection).findings()) == []
    connection.close()

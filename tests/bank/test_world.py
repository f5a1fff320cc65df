"""The cache of the books: what is in use stays in it, what it forgets is asked for again."""

from weakref import ref

import pytest

from tests.scratch_books import BooksStage
from tweipress.bank import teller
from tweipress.bank.audit import Audit
from tweipress.bank.link import Link
from tweipress.bank.world import StoredWorld
from tweipress.core import chart
from tweipress.core.acts import Comment, Deposit, Like, Open, Plus, Publish, Role
from tweipress.core.facts import Article, Member, Vote
from tweipress.core.facts import Comment as CommentFact

AUTHOR, READER, COMMENTER = 1, 2, 3


class CountingLink(Link):
    """A link that counts what it is asked."""

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
        books.accept(Role(member, "editor"))
    for article in (1, 2):
        books.accept(Publish(AUTHOR, article, 180, 700, 5, reviewed=True))
        books.accept(Open(READER, article, f"s{article}"))
        books.clock.advance(60)
        books.accept(Plus(READER, f"s{article}", 5))
        books.next_day()
    books.accept(Open(COMMENTER, 1, "c"))
    books.clock.advance(60)
    books.accept(Plus(COMMENTER, "c", 5))
    books.accept(Comment(COMMENTER, 1, 1))
    return books


def test_a_younger_world_asks_the_older_one_before_the_database(paper: BooksStage) -> None:
    link = CountingLink()
    older = StoredWorld(link)
    known = (
        older.get(Member, READER),
        older.get(Vote, (READER, 1)),
        older.owned(READER),
        list(older.vesting_days(READER)),
        older.balance(chart.pot(1)),
    )
    asked = link.asked
    younger = StoredWorld(link, older)
    assert (
        younger.get(Member, READER),
        younger.get(Vote, (READER, 1)),
        younger.owned(READER),
        list(younger.vesting_days(READER)),
        younger.balance(chart.pot(1)),
    ) == known
    assert len(known[3]) == 2
    assert link.asked == asked
    link.close()


def test_what_two_generations_did_not_ask_for_is_forgotten(paper: BooksStage) -> None:
    link = CountingLink()
    first = StoredWorld(link)
    article = first.get(Article, 1)
    comment = first.get(CommentFact, 1)
    second = StoredWorld(link, first)
    assert second.get(Article, 1) == article
    third = StoredWorld(link, second)
    left = ref(first)
    del first
    assert left() is None
    asked = link.asked
    assert third.get(Article, 1) == article
    assert link.asked == asked
    assert third.get(CommentFact, 1) == comment
    assert link.asked == asked + 1
    link.close()


def test_books_kept_through_many_small_generations_are_sound(
    paper: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teller, "GENERATION_MAX", 5)
    for turn in range(5):
        paper.accept(Like(READER, 1), "like") if turn == 2 else paper.accept(Deposit(READER, 1))
        paper.next_day()
    paper.next_day(15)
    link = Link()
    assert list(Audit(link).findings()) == []
    link.close()

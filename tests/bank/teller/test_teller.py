"""The teller does each act once, in order, and gives the same answer for the same key."""

import pytest

from tests.scratch_books import BooksStage
from tweipress import bank
from tweipress.bank import queries
from tweipress.core import roles
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, SessionId
from tweipress.core.state.outcome import Refused

AUTHOR, READER = map(MemberId, (1, 2))


def test_a_reader_is_paid_what_was_shown(books: BooksStage) -> None:
    books.member(AUTHOR, 500)
    books.member(READER)
    books.accept(Role(AUTHOR, roles.Role.EDITOR))
    books.reviewed(AUTHOR, ArticleId(1), 180, 700, 5)
    shown = queries.offers([1], READER)[1].quote_twei
    quote = books.accept(Open(READER, ArticleId(1), SessionId("s"))).answer["quote"]
    books.clock.advance(54)
    books.accept(Plus(READER, SessionId("s"), 5))
    assert shown == quote == queries.earned(READER, ArticleId(1)) > 0
    standing = queries.standing(READER)
    assert standing is not None
    assert standing.spendable_twei == quote
    assert [move.amount_twei for move in queries.statement(READER)] == [quote]


def test_the_same_key_gives_the_same_answer_and_moves_nothing(books: BooksStage) -> None:
    books.member(READER)
    first = books.accept(Deposit(READER, 5), "once")
    assert books.do(Deposit(READER, 5), "once") == first
    standing = queries.standing(READER)
    assert standing is not None
    assert standing.available_twei == 5


def test_the_same_key_with_another_body_is_refused(books: BooksStage) -> None:
    books.member(READER)
    books.accept(Deposit(READER, 5), "once")
    answer = books.do(Deposit(READER, 6), "once")
    assert isinstance(answer, Refused)
    assert answer.name == "KEY_REUSED"


def test_a_refusal_is_judged_anew(books: BooksStage) -> None:
    answer = books.do(Like(READER, CommentId(1)), "again")
    assert isinstance(answer, Refused)
    assert answer.name == "UNKNOWN_MEMBER"
    books.member(READER)
    answer = books.do(Like(READER, CommentId(1)), "again")
    assert isinstance(answer, Refused)
    assert answer.name == "UNKNOWN_COMMENT"


def test_missed_days_are_closed_and_opened_one_by_one(books: BooksStage) -> None:
    books.clock.advance(3 * 86_400)
    books.tick()
    overview = queries.books_overview()
    assert (overview.day, overview.is_open, overview.closes) == ("2026-01-04", True, 3)
    assert isinstance(overview, bank.queries.BooksOverview)


@pytest.mark.parametrize("comment", [2**63, -(2**70)])
def test_a_number_that_no_database_can_store_is_refused_unasked(
    books: BooksStage, comment: CommentId
) -> None:
    books.member(READER)
    answer = books.do(Like(READER, comment))
    assert isinstance(answer, Refused)
    assert answer.name == "MALFORMED"


def test_a_text_that_one_database_cannot_store_is_refused_on_both(books: BooksStage) -> None:
    books.member(READER)
    answer = books.do(Dislike(READER, CommentId(1), "a\0b"))
    assert isinstance(answer, Refused)
    assert answer.name == "MALFORMED"

"""Reads of the books cost a few queries, however many articles or comments are asked for."""

from dataclasses import replace

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.scratch_books import BooksStage
from tweipress import bank
from tweipress.bank import queries
from tweipress.bank.teller import calendar
from tweipress.core import roles
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, SessionId
from tweipress.core.records.pnl import ReportScope

AUTHOR, READER, COMMENTER = map(MemberId, (1, 2, 3))


@pytest.fixture
def paper(books: BooksStage) -> BooksStage:
    """Publish six articles, with six comments on the first."""
    for member in (AUTHOR, READER, COMMENTER):
        books.member(member, 5000)
        books.accept(Role(MemberId(member), roles.Role.EDITOR))
    for number in range(1, 7):
        books.accept(Publish(AUTHOR, ArticleId(number), 180, 700, 5))
        books.next_day()
    for number in range(1, 4):
        books.accept(Comment(AUTHOR, ArticleId(1), CommentId(number)))
    books.next_day()
    for number in range(4, 7):
        books.accept(Comment(AUTHOR, ArticleId(1), CommentId(number)))
    return books


def test_six_offers_cost_as_many_queries_as_one(paper: BooksStage) -> None:
    counts = []
    for asked in ([1], [1, 2, 3, 4, 5, 6]):
        with CaptureQueriesContext(connections["books"]) as captured:
            assert len(queries.offers(asked, READER)) == len(asked)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_six_comments_cost_as_many_queries_as_one(paper: BooksStage) -> None:
    counts = []
    for asked in ([1], [1, 2, 3, 4, 5, 6]):
        with CaptureQueriesContext(connections["books"]) as captured:
            assert len(queries.comments(list(map(CommentId, asked)), READER)) == len(asked)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_what_many_at_once_show_is_what_one_by_one_shows(paper: BooksStage) -> None:
    paper.accept(Open(READER, ArticleId(6), SessionId("s")))
    paper.clock.advance(60)
    paper.accept(Plus(READER, SessionId("s"), 5))
    asked = [1, 2, 3, 4, 5, 6, 99]
    together = queries.offers(asked, READER)
    assert together == {
        k: v for number in asked for k, v in queries.offers([number], READER).items()
    }
    assert set(together) == {1, 2, 3, 4, 5, 6}
    assert queries.ratings(READER, asked) == {6: "plus"}
    assert queries.offers([], None) == {}
    assert queries.comments([], None) == {}


def test_in_one_read_session_each_record_is_read_once(paper: BooksStage) -> None:
    with queries.read_session(), CaptureQueriesContext(connections["books"]) as captured:
        for _ in range(2):
            with queries.read_session():
                queries.tariff()
                queries.rights(READER)
                queries.offers([1], READER)
                queries.spendable_twei(READER)
    asked = [query["sql"] for query in captured]
    assert len(set(asked)) == len(asked)


def test_after_a_read_session_the_books_are_read_anew(paper: BooksStage) -> None:
    with queries.read_session():
        before_twei = queries.spendable_twei(READER)
    assert before_twei is not None
    paper.accept(Deposit(READER, 7))
    assert queries.spendable_twei(READER) == before_twei + 7


def test_no_act_is_done_inside_a_read_session(paper: BooksStage) -> None:
    with queries.read_session(), pytest.raises(RuntimeError, match="inside a read session"):
        bank.do(Deposit(READER, 7), key="k")
    with pytest.raises(ValueError, match="nothing"), queries.read_session():
        raise ValueError("nothing")
    assert isinstance(bank.do(Deposit(READER, 7), key="k"), bank.Receipt)


def test_what_a_member_may_do_is_part_of_his_standing(paper: BooksStage) -> None:
    paper.accept(Open(READER, ArticleId(6), SessionId("s")))
    may, standing = queries.rights(READER), queries.standing(READER)
    assert may is not None
    assert standing is not None
    assert (may.level, may.roles, may.quota, may.left) == (
        standing.level,
        standing.roles,
        standing.quota,
        standing.left,
    )
    assert may.left["opens"] == may.quota["opens"] - 1
    assert queries.rights(MemberId(99)) is None


def test_another_tariff_is_in_force_at_once_and_a_known_one_is_not_read_again(
    paper: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with queries.read_session():
        before = queries.tariff()
    with queries.read_session(), CaptureQueriesContext(connections["books"]) as captured:
        assert queries.tariff() is before
    assert not any("bank_tarifftext" in query["sql"] for query in captured)
    figures = replace(before, minus_twei=before.minus_twei + 1)
    monkeypatch.setattr(calendar, "default", lambda: figures)
    paper.next_day()
    with queries.read_session():
        assert queries.tariff().minus_twei == before.minus_twei + 1


def test_nobody_looks_for_what_does_not_exist_before_the_click(paper: BooksStage) -> None:
    acts = (
        Comment(READER, ArticleId(1), queries.NEW_COMMENT),
        Report(READER, ArticleId(1), ReportScope.MINE, queries.NEW_REPORT),
    )
    with queries.read_session(), CaptureQueriesContext(connections["books"]) as captured:
        assert len([queries.preview(act) for act in acts]) == 2
    asked = " ".join(query["sql"] for query in captured)
    assert str(queries.NEW_COMMENT) not in asked
    assert queries.NEW_REPORT not in asked

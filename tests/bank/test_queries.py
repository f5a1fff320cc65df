"""Reads of the books cost a few queries, however many articles or comments are asked for."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.core.acts import Comment, Open, Plus, Publish, Role

AUTHOR, READER, COMMENTER = 1, 2, 3


@pytest.fixture
def paper(books: BooksStage) -> BooksStage:
    """Publish six articles, with six comments on the first."""
    for member in (AUTHOR, READER, COMMENTER):
        books.member(member, 5000)
        books.accept(Role(member, "editor"))
    for number in range(1, 7):
        books.accept(Publish(AUTHOR, number, 180, 700, 5))
        books.next_day()
    for number in range(1, 4):
        books.accept(Comment(AUTHOR, 1, number))
    books.next_day()
    for number in range(4, 7):
        books.accept(Comment(AUTHOR, 1, number))
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
            assert len(queries.comments(asked, READER)) == len(asked)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_what_many_at_once_show_is_what_one_by_one_shows(paper: BooksStage) -> None:
    paper.accept(Open(READER, 6, "s"))
    paper.clock.advance(60)
    paper.accept(Plus(READER, "s", 5))
    asked = [1, 2, 3, 4, 5, 6, 99]
    together = queries.offers(asked, READER)
    assert together == {
        k: v for number in asked for k, v in queries.offers([number], READER).items()
    }
    assert set(together) == {1, 2, 3, 4, 5, 6}
    assert queries.ratings(READER, asked) == {6: "plus"}
    assert queries.offers([], None) == {}
    assert queries.comments([], None) == {}

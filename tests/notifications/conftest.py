"""The cast with an article of the author's, a comment, and what they are told of."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.http.stage import Stage, id_of, set_stage
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.comments import actions as comments
from tweipress.comments.models import Comment
from tweipress.composed.hearing import following
from tweipress.composed.hearing.saying import said
from tweipress.core.ids import ArticleId
from tweipress.notifications import queries
from tweipress.people.models import Member

Told = Callable[[Member], list[str]]


@pytest.fixture
def stage(transactional_db: None, books: Any) -> Stage:
    """The cast, joined and with some Twei each."""
    return set_stage(books)


@pytest.fixture
def article(stage: Stage) -> Article:
    """The author's article, read by all but the outsider."""
    return stage.publish_and_read()


@pytest.fixture
def comment(stage: Stage, article: Article) -> Comment:
    """The commenter's comment on it."""
    number = ArticleId(article.pk)
    answer = comments.write(id_of(stage.commenter), number, "They do vote.", "form")
    assert isinstance(answer, Receipt)
    return Comment.objects.get()


@pytest.fixture
def told() -> Told:
    """Follow the journal, and return what the page then says to a member, unread first."""

    def told_to(member: Member) -> list[str]:
        following.follow()
        rows = queries.listed(id_of(member)).rows
        return [line.text for line in said(rows, id_of(member))]

    return told_to

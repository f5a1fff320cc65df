"""A posting is found by its key and its kind; no member's form can use up another act's key."""

import re
from pathlib import Path
from typing import Final

import pytest

from tests.scratch_books import BooksStage
from tweipress.articles.models import Article
from tweipress.bank import queries
from tweipress.comments.models import Comment
from tweipress.core import roles
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.core.state.registry import Act
from tweipress.http.request_keys import sent_key
from tweipress.moderation.models import Case

AUTHOR: Final = MemberId(1)
PACKAGE: Final = Path(queries.__file__).parents[2]


@pytest.mark.django_db
def test_a_key_of_one_kind_of_act_does_not_answer_for_another(books: BooksStage) -> None:
    books.member(AUTHOR, 500)
    books.accept(Role(AUTHOR, roles.Role.CONTRIBUTOR))
    books.accept(Publish(AUTHOR, ArticleId(8), 180, 700, 3), "publish:8")
    books.member(2)
    opened = books.accept(Open(MemberId(2), ArticleId(8), SessionId("s")), "publish:7")
    assert queries.find_posting(MemberId(2), "publish:7", Publish) is None
    assert queries.find_posting(MemberId(2), "publish:7", Open) == opened.seq
    assert queries.find_posting(AUTHOR, "publish:8", UndoArticle) is None
    assert queries.find_posting(AUTHOR, "publish:8", Publish) is not None


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [Deposit, Join, Publish])
def test_a_key_that_made_nothing_is_of_no_kind(books: BooksStage, kind: type[Act]) -> None:
    assert queries.find_posting(AUTHOR, "publish:1", kind) is None


def test_no_form_can_hold_the_key_of_an_act_that_is_named_by_a_number() -> None:
    natural = [
        Article(pk=7).act_key,
        Article(pk=7).undo_key,
        Comment(pk=7).act_key,
        Case(pk=7).act_key,
        "join:7",
        "invite:7",
        "appeal:7",
    ]
    assert [sent_key({"key": key}) for key in natural] == [""] * len(natural)


def test_every_key_that_the_site_makes_of_a_number_has_a_colon() -> None:
    keys = {
        key
        for path in PACKAGE.rglob("*.py")
        for key in re.findall(r'key=f"([^"]*)"', path.read_text())
    }
    assert keys
    assert all(":" in key.partition("{")[0] for key in keys), keys

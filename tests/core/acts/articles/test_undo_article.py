"""Undo article: its lanes go to the pool."""

from tests.core.stage import AUTHOR, EDITOR, NOBODY, READER, Stage
from tweipress.core import roles
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import ArticleId, MemberId


def test_the_lanes_flow_to_the_pool_and_the_tribute_is_spent(stage: Stage) -> None:
    stage.publish(reviewed=True)
    outcome = stage.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    assert outcome.transfers == (("lane:1:open", "pool", 228), ("lane:1:trusted", "pool", 342))
    assert stage.lines(AUTHOR) == {"Post Publish Tribute": 50}


def test_a_quote_shown_stays_reserved(stage: Stage) -> None:
    stage.publish(reviewed=True)
    stage.open()
    outcome = stage.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    assert outcome.transfers[0] == ("lane:1:open", "pool", 223)
    assert stage.balance("reserved:2") == 5


def test_its_author_or_an_editor_takes_it_back_and_says_why(stage: Stage) -> None:
    stage.publish(ArticleId(1))
    stage.publish(ArticleId(2))
    stage.do(Role(EDITOR, roles.Role.EDITOR))
    assert stage.refusal(UndoArticle(READER, ArticleId(1), "why")) == "ROLE_MISSING"
    assert stage.refusal(UndoArticle(MemberId(NOBODY), ArticleId(1), "why")) == "UNKNOWN_MEMBER"
    assert stage.refusal(UndoArticle(AUTHOR, ArticleId(1), "")) == "REASON_MISSING"
    assert stage.refusal(UndoArticle(AUTHOR, ArticleId(3), "why")) == "UNKNOWN_ARTICLE"
    stage.do(UndoArticle(AUTHOR, ArticleId(1), "why"))
    stage.do(UndoArticle(EDITOR, ArticleId(2), "why"))
    assert stage.refusal(UndoArticle(EDITOR, ArticleId(1), "why")) == "ARTICLE_UNDONE"

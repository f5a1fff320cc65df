"""Undo article: what its lanes hold goes to the pool."""

from tests.core.stage import AUTHOR, EDITOR, NOBODY, READER, Stage
from tweipress.core import acts


def test_the_lanes_flow_to_the_pool_and_the_tribute_is_spent(stage: Stage) -> None:
    stage.publish(reviewed=True)
    outcome = stage.do(acts.UndoArticle(AUTHOR, 1, "mistake"))
    assert outcome.transfers == (("lane:1:open", "pool", 228), ("lane:1:trusted", "pool", 342))
    assert stage.lines(AUTHOR) == {"Post Publish Tribute": 50}


def test_a_quote_shown_stays_reserved(stage: Stage) -> None:
    stage.publish(reviewed=True)
    stage.open()
    outcome = stage.do(acts.UndoArticle(AUTHOR, 1, "mistake"))
    assert outcome.transfers[0] == ("lane:1:open", "pool", 223)
    assert stage.balance("reserved:2") == 5


def test_its_author_or_an_editor_takes_it_back_and_says_why(stage: Stage) -> None:
    stage.publish(1)
    stage.publish(2)
    stage.do(acts.Role(EDITOR, "editor"))
    assert stage.refusal(acts.UndoArticle(READER, 1, "why")) == "ROLE_MISSING"
    assert stage.refusal(acts.UndoArticle(NOBODY, 1, "why")) == "UNKNOWN_MEMBER"
    assert stage.refusal(acts.UndoArticle(AUTHOR, 1, "")) == "REASON_MISSING"
    assert stage.refusal(acts.UndoArticle(AUTHOR, 3, "why")) == "UNKNOWN_ARTICLE"
    stage.do(acts.UndoArticle(AUTHOR, 1, "why"))
    stage.do(acts.UndoArticle(EDITOR, 2, "why"))
    assert stage.refusal(acts.UndoArticle(EDITOR, 1, "why")) == "ARTICLE_UNDONE"

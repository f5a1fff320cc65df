"""Find repeat: an article that repeats another pays nobody until an editor has looked."""

import pytest

from tests.core.stage import AUTHOR, CRITIC, EDITOR, FLOOR_S, READER, Stage, publish
from tweipress.core import roles
from tweipress.core.acts.articles.clear_repeat import ClearRepeat
from tweipress.core.acts.articles.find_repeat import FindRepeat
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.ids import ArticleId, SessionId
from tweipress.core.records.article import Article
from tweipress.core.records.repeat import Repeat


def test_published_as_a_repeat_it_gets_no_subsidy_and_pays_nobody(stage: Stage) -> None:
    stage.publish(ArticleId(1))
    outcome = stage.publish(ArticleId(2), author=CRITIC, repeats=1)
    assert outcome.answer == {"opportunity_twei": 30}
    assert stage.lines(CRITIC, ArticleId(2)) == {"Post Publish Tribute": 50}
    assert stage.world.get(Repeat, 2) == Repeat(ArticleId(2), ArticleId(1), stage.now_ms)
    assert stage.open(READER, ArticleId(2)) == 0
    stage.wait(FLOOR_S)
    assert stage.moves(Plus(READER, SessionId(stage.session), 3)) == []
    assert stage.member(READER).pluses == 0


def test_a_repeat_marked_as_reviewed_by_its_own_author_waits_too(stage: Stage) -> None:
    outcome = stage.publish(ArticleId(2), reviewed=True, repeats=1)
    assert outcome.answer == {"opportunity_twei": 30}
    assert stage.open(READER, ArticleId(2)) == 0


def approve(stage: Stage, article: ArticleId) -> None:
    """Let a review approve a draft of the author's."""
    stage.ask(article)
    stage.do(DecideReview(article, approves=True, reason="a new edition"))


def test_what_a_review_has_approved_is_paid_at_once(stage: Stage) -> None:
    stage.publish(ArticleId(1))
    stage.wait(0.001)
    approve(stage, ArticleId(2))
    assert stage.publish(ArticleId(2), reviewed=True, repeats=1).answer == {
        "opportunity_twei": 1628
    }
    assert stage.open(READER, ArticleId(2)) > 0


@pytest.mark.parametrize("later_s", [0, 0.001, 86_400])
def test_of_two_approved_drafts_that_repeat_each_other_one_is_paid(
    stage: Stage, later_s: float
) -> None:
    for article in (1, 2):
        approve(stage, ArticleId(article))
    stage.wait(later_s)
    assert stage.publish(ArticleId(1), reviewed=True).answer == {"opportunity_twei": 1630}
    outcome = stage.publish(ArticleId(2), reviewed=True, repeats=1)
    assert outcome.answer == {"opportunity_twei": 30}
    assert all(debit != "day:read" for debit, *_ in outcome.transfers)
    assert stage.open(READER, ArticleId(2)) == 0
    assert stage.balance("review:2") == 200
    stage.do(ClearRepeat(ArticleId(2), "both are worth it"))
    assert stage.open(READER, ArticleId(2)) > 0


def test_an_approval_covers_no_article_that_the_books_do_not_know(stage: Stage) -> None:
    approve(stage, ArticleId(2))
    assert stage.publish(ArticleId(2), reviewed=True, repeats=1).answer == {"opportunity_twei": 30}


def test_an_operator_who_imports_has_looked(stage: Stage) -> None:
    stage.do(Role(EDITOR, roles.Role.OPERATOR))
    stage.publish(ArticleId(2), importer=EDITOR, repeats=1)
    assert stage.world.get(Repeat, 2) is None


@pytest.mark.parametrize("wrong", [-1, 2])
def test_it_repeats_another_and_a_number_that_is_one(stage: Stage, wrong: int) -> None:
    assert stage.refusal(publish(ArticleId(2), repeats=wrong)) == "MALFORMED"


def test_found_later_it_pays_no_new_reader_and_moves_nothing(stage: Stage) -> None:
    stage.publish(ArticleId(1))
    stage.publish(ArticleId(2), reviewed=True)
    stage.read(READER, ArticleId(2))
    assert stage.moves(FindRepeat(ArticleId(2), ArticleId(1))) == []
    assert stage.open(CRITIC, ArticleId(2)) == 0
    session = f"s{stage.serial - 1}"
    assert stage.do(Plus(READER, SessionId(session), 3)).answer == {"earned": 8}


def test_its_lanes_flow_back_as_every_lane_does(stage: Stage) -> None:
    stage.publish(ArticleId(2), repeats=1)
    stage.next_day(2)
    assert stage.balance("lane:2:open") + stage.balance("lane:2:trusted") == 23
    stage.next_day(12)
    assert stage.balance("lane:2:open") + stage.balance("lane:2:trusted") == 0


def test_nobody_finds_it_without_the_right_twice_or_of_nothing(stage: Stage) -> None:
    stage.publish(ArticleId(1))
    stage.publish(ArticleId(2))
    assert stage.refusal(FindRepeat(ArticleId(2), ArticleId(1), READER)) == "ROLE_MISSING"
    for article, other in ((2, 3), (3, 2), (2, 2)):
        assert stage.refusal(FindRepeat(ArticleId(article), ArticleId(other))) == "UNKNOWN_ARTICLE"
    stage.do(Role(EDITOR, roles.Role.EDITOR))
    stage.do(FindRepeat(ArticleId(2), ArticleId(1), EDITOR))
    assert stage.refusal(FindRepeat(ArticleId(2), ArticleId(1))) == "ALREADY_FOUND"
    stage.do(UndoArticle(AUTHOR, ArticleId(1), "why"))
    assert stage.refusal(FindRepeat(ArticleId(1), ArticleId(2))) == "ARTICLE_UNDONE"
    published = stage.world.get(Article, 2)
    assert published is not None
    assert published.repeats == 1

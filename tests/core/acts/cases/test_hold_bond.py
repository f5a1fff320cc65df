"""Hold bond: a person holds an author's bond for fraud; the author can appeal."""

import pytest

from tests.core.stage import AUTHOR, MODERATOR, READER, Stage
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.acts.cases.claw_back import ClawBack
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.hold_bond import HoldBond
from tweipress.core.acts.cases.release import Release
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.ids import ArticleId, FlagId
from tweipress.core.reasons import FlagReason
from tweipress.core.records.case import Hold
from tweipress.core.state.registry import Act

CLAW_BACK_S = 1_209_600
ACT = HoldBond(FlagId(1), ArticleId(1), "the quotes are invented")


@pytest.fixture
def fraud(stage: Stage) -> Stage:
    """Return books in which a reviewed article was taken back and its author flagged."""
    stage.ask()
    stage.do(DecideReview(ArticleId(1), approves=True, reason="good"))
    stage.publish(reviewed=True)
    stage.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    stage.flag(AUTHOR, reason=FlagReason.REVIEW_FRAUD)
    return stage


def test_the_bond_is_held_and_nothing_else(fraud: Stage) -> None:
    fraud.vest(AUTHOR, "2026-01-01", 60)
    assert fraud.moves(ACT) == [("review:1", f"held:{AUTHOR}", 200)]
    hold = fraud.world.get(Hold, 1)
    assert hold is not None
    assert (hold.amount_twei, hold.state) == (200, "live")


def test_after_two_weeks_without_an_appeal_it_goes_to_the_pool(fraud: Stage) -> None:
    fraud.do(ACT)
    assert fraud.refusal(ClawBack(FlagId(1))) == "HOLD_YOUNG"
    fraud.wait(CLAW_BACK_S)
    assert fraud.moves(ClawBack(FlagId(1))) == [(f"held:{AUTHOR}", "pool", 200)]


def test_an_appeal_stops_the_clock(fraud: Stage) -> None:
    fraud.do(ACT)
    fraud.do(Appeal(AUTHOR, FlagId(1), "digest"))
    fraud.wait(CLAW_BACK_S)
    assert fraud.refusal(ClawBack(FlagId(1))) == "APPEAL_OPEN"


@pytest.mark.parametrize(
    "act", [Decide(FlagId(1), lifts=True, reason="real after all"), Release(FlagId(1), "too much")]
)
def test_given_back_it_is_available_as_bonds_are(fraud: Stage, act: Act) -> None:
    fraud.do(ACT)
    assert fraud.moves(act) == [(f"held:{AUTHOR}", f"available:{AUTHOR}", 200)]


def test_it_does_not_come_home_with_the_fourteenth_close(fraud: Stage) -> None:
    fraud.do(ACT)
    available_twei = fraud.balance(f"available:{AUTHOR}")
    fraud.next_day(15)
    assert fraud.balance(f"available:{AUTHOR}") == available_twei
    assert fraud.balance(f"held:{AUTHOR}") == 200


def test_a_bond_that_came_home_is_out_of_reach(fraud: Stage) -> None:
    fraud.next_day(14)
    assert fraud.refusal(ACT) == "NO_BOND"


def test_the_article_is_taken_back_first_and_is_the_authors_own(stage: Stage) -> None:
    stage.publish(reviewed=True)
    stage.flag(AUTHOR)
    stage.flag(READER, FlagId(2))
    assert stage.refusal(ACT) == "ARTICLE_STANDS"
    stage.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    assert stage.refusal(HoldBond(FlagId(2), ArticleId(1), "why")) == "UNKNOWN_ARTICLE"
    assert stage.refusal(HoldBond(FlagId(1), ArticleId(2), "why")) == "UNKNOWN_ARTICLE"
    assert stage.refusal(HoldBond(FlagId(1), ArticleId(1), " ")) == "REASON_MISSING"


def test_it_takes_a_right_a_flag_in_force_and_happens_once(fraud: Stage) -> None:
    assert fraud.refusal(HoldBond(FlagId(1), ArticleId(1), "why", MODERATOR)) == "ROLE_MISSING"
    assert fraud.refusal(HoldBond(FlagId(2), ArticleId(1), "why")) == "UNKNOWN_FLAG"
    fraud.flag(AUTHOR, FlagId(2), shadow=True)
    assert fraud.refusal(HoldBond(FlagId(2), ArticleId(1), "why")) == "FLAG_WITHOUT_EFFECT"
    fraud.do(ACT)
    assert fraud.refusal(ACT) == "ALREADY_HELD"

"""Withdraw review: the bond comes back, and another jury has to be waited for."""

from tests.core.acts.reviews.test_verdict import review_of
from tests.core.stage import AUTHOR, READER, Stage, asked
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId


def test_the_bond_comes_back(stage: Stage) -> None:
    stage.ask()
    moved = stage.moves(WithdrawReview(AUTHOR, ArticleId(1)))
    assert moved == [("review:1", f"available:{AUTHOR}", 200)]
    assert review_of(stage).state == "withdrawn"
    assert stage.refusal(asked()) == "REVIEW_RESTS"


def test_an_approval_can_be_given_up(stage: Stage) -> None:
    stage.ask()
    stage.do(DecideReview(ArticleId(1), approves=True, reason="good"))
    stage.do(WithdrawReview(AUTHOR, ArticleId(1)))
    assert stage.balance("review:1") == 0


def test_another_cannot_withdraw_it_and_nobody_twice_or_after_publication(stage: Stage) -> None:
    assert stage.refusal(WithdrawReview(AUTHOR, ArticleId(1))) == "UNKNOWN_REVIEW"
    stage.ask()
    assert stage.refusal(WithdrawReview(READER, ArticleId(1))) == "UNKNOWN_REVIEW"
    stage.do(DecideReview(ArticleId(1), approves=True, reason="good"))
    stage.publish(reviewed=True)
    assert stage.refusal(WithdrawReview(AUTHOR, ArticleId(1))) == "REVIEW_CLOSED"
    assert stage.balance("review:1") == 200

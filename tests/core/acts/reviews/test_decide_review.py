"""Decide review: an editor ends a review, with a reason."""

from tests.core.acts.reviews.test_verdict import review_of
from tests.core.stage import AUTHOR, EDITOR, NOBODY, READER, Stage, publish
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.state.registry import Act


def decide(*, approves: bool = True, by: MemberId = EDITOR, reason: str = "looked at") -> Act:
    """Return an editor's decision."""
    return DecideReview(ArticleId(1), approves, reason, by)


def test_an_approval_says_by_whom_and_why_and_moves_nothing(stage: Stage) -> None:
    stage.do(Role(EDITOR, roles.Role.EDITOR))
    stage.ask()
    assert stage.moves(decide()) == []
    review = review_of(stage)
    assert (review.state, review.decided_by, review.decided_ms, review.reason) == (
        "approved",
        EDITOR,
        stage.now_ms,
        "looked at",
    )
    assert stage.publish(reviewed=True).answer == {"opportunity_twei": 1630}


def test_a_denial_gives_the_bond_back(stage: Stage) -> None:
    stage.ask()
    moved = stage.moves(decide(approves=False, by=MemberId(0)))
    assert moved == [("review:1", f"available:{AUTHOR}", 200)]


def test_an_approval_can_be_taken_back_until_it_is_published(stage: Stage) -> None:
    stage.ask()
    stage.do(decide(by=MemberId(0)))
    assert stage.refusal(decide(by=MemberId(0))) == "REVIEW_CLOSED"
    assert stage.moves(decide(approves=False, by=MemberId(0))) == [
        ("review:1", f"available:{AUTHOR}", 200)
    ]
    assert review_of(stage).state == "denied"


def test_what_is_published_or_denied_is_over(stage: Stage) -> None:
    stage.ask()
    stage.do(decide(by=MemberId(0)))
    stage.do(publish(reviewed=True))
    for approves in (True, False):
        assert stage.refusal(decide(approves=approves, by=MemberId(0))) == "REVIEW_CLOSED"


def test_nobody_decides_without_the_right_or_on_his_own_article(stage: Stage) -> None:
    stage.ask()
    assert stage.refusal(decide(by=READER)) == "ROLE_MISSING"
    assert stage.refusal(decide(by=MemberId(NOBODY))) == "UNKNOWN_MEMBER"
    stage.do(Role(AUTHOR, roles.Role.EDITOR))
    assert stage.refusal(decide(by=AUTHOR)) == "OWN_CASE"


def test_no_reason_or_no_review_is_refused(stage: Stage) -> None:
    assert stage.refusal(decide(by=MemberId(0))) == "UNKNOWN_REVIEW"
    stage.ask()
    assert stage.refusal(decide(by=MemberId(0), reason=" ")) == "REASON_MISSING"

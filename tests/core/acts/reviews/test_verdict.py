"""Verdict: two jurors of three who agree decide a review; each says why."""

from typing import Any

import pytest

from tests.core.stage import ANY_BENCH, AUTHOR, NOBODY, READER, Stage, publish, staged
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.reviews.verdict import Verdict
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.review import Review, Seat

ANSWER_S = 259_200
JURORS = (20, 21, 22)


@pytest.fixture
def court() -> Stage:
    """Return books in which three jurors sit on an article of the author's."""
    stage = staged(scenario=False, level=20, tariff=ANY_BENCH)
    for juror in JURORS:
        stage.do(Join(MemberId(juror)))
        stage.stand(juror, xp_trust=5760)
    stage.ask()
    assert sorted(stage.draw()) == list(JURORS)
    return stage


def verdict(juror: MemberId, *, approves: bool = True, reason: str = "sound") -> Verdict:
    """Return a juror's verdict."""
    return Verdict(juror, ArticleId(1), approves, reason)


def review_of(stage: Stage) -> Review:
    """Return the one review."""
    review = stage.world.get(Review, 1)
    assert review is not None
    return review


def test_two_who_approve_decide_and_the_bond_stays_in_escrow(court: Stage) -> None:
    assert court.moves(verdict(MemberId(20))) == []
    assert review_of(court).state == "open"
    outcome = court.do(verdict(MemberId(21), reason="well sourced"))
    assert outcome.answer == {"state": "approved"}
    assert (outcome.transfers, outcome.lines) == ((), ())
    assert (review_of(court).state, review_of(court).decided_ms) == ("approved", court.now_ms)
    seat = court.world.get(Seat, (1, 21))
    assert seat is not None
    assert (seat.verdict, seat.reason) == ("approves", "well sourced")


def test_two_who_deny_decide_and_the_bond_goes_home(court: Stage) -> None:
    court.do(verdict(MemberId(20), approves=False))
    court.do(verdict(MemberId(21)))
    moved = court.moves(verdict(MemberId(22), approves=False))
    assert moved == [("review:1", f"available:{AUTHOR}", 200)]
    assert review_of(court).state == "denied"


def test_approved_it_is_published_as_reviewed_without_another_bond(court: Stage) -> None:
    court.do(verdict(MemberId(20)))
    assert court.refusal(publish(reviewed=True)) == "REVIEW_LIVE"
    court.do(verdict(MemberId(21)))
    assert court.refusal(publish()) == "REVIEW_LIVE"
    outcome = court.publish(reviewed=True)
    assert outcome.answer == {"opportunity_twei": 1630}
    assert all(credit != "review:1" for _, credit, _ in outcome.transfers)
    assert court.balance("review:1") == 200
    assert review_of(court).state == "published"
    court.next_day(14)
    assert court.balance("review:1") == 0
    assert court.balance(f"available:{AUTHOR}") == 1000 - 50


@pytest.mark.parametrize("change", [{"time_to_read_s": 181}, {"words": 715}, {"sections": 4}])
def test_nothing_but_what_was_approved_is_published(court: Stage, change: dict[str, Any]) -> None:
    for juror in JURORS[:2]:
        court.do(verdict(MemberId(juror)))
    assert court.refusal(publish(reviewed=True, **change)) == "REVIEW_OTHER"
    assert court.refusal(publish(author=READER, reviewed=True)) == "REVIEW_OTHER"


def test_after_a_denial_it_can_be_published_unreviewed(court: Stage) -> None:
    for juror in JURORS[:2]:
        court.do(verdict(MemberId(juror), approves=False))
    assert court.refusal(publish(reviewed=True)) == "REVIEW_MISSING"
    assert court.publish().answer == {"opportunity_twei": 48}


def test_a_juror_answers_once_and_with_a_reason(court: Stage) -> None:
    assert court.refusal(verdict(MemberId(20), reason=" ")) == "REASON_MISSING"
    court.do(verdict(MemberId(20)))
    assert court.refusal(verdict(MemberId(20), approves=False)) == "ALREADY_JUDGED"


def test_who_has_no_seat_has_no_verdict(court: Stage) -> None:
    for member in (AUTHOR, READER, NOBODY):
        assert court.refusal(verdict(MemberId(member))) == "NOT_JUROR"
    assert (
        court.refusal(Verdict(MemberId(20), ArticleId(2), approves=True, reason="x"))
        == "UNKNOWN_REVIEW"
    )


def test_who_has_come_into_the_circle_since_the_draw_may_not_judge(court: Stage) -> None:
    court.stand(20, xp_trust=10_000)
    court.do(Vouch(MemberId(20), AUTHOR))
    assert court.refusal(verdict(MemberId(20))) == "IN_CIRCLE"


def test_who_is_flagged_or_banned_may_not_judge(court: Stage) -> None:
    court.flag(MemberId(20))
    court.do(Ban(MemberId(21), "spam"))
    assert court.refusal(verdict(MemberId(20))) == "NOT_JUROR"
    assert court.refusal(verdict(MemberId(21))) == "BANNED"


def test_late_is_too_late_before_and_after_the_next_draw(court: Stage) -> None:
    court.wait(ANSWER_S)
    court.do(verdict(MemberId(20)))
    court.wait(0.001)
    assert court.refusal(verdict(MemberId(21))) == "VERDICT_LATE"
    court.draw(seed="next")
    assert court.refusal(verdict(MemberId(21))) == "VERDICT_LATE"


def test_when_it_is_decided_the_third_is_not_asked_any_more(court: Stage) -> None:
    for juror in JURORS[:2]:
        court.do(verdict(MemberId(juror)))
    assert court.refusal(verdict(MemberId(22))) == "REVIEW_CLOSED"


def test_a_seat_of_an_earlier_ask_is_no_seat_any_more(court: Stage) -> None:
    court.do(verdict(MemberId(20)))
    court.do(WithdrawReview(AUTHOR, ArticleId(1)))
    court.wait(ANSWER_S)
    court.ask()
    assert court.refusal(verdict(MemberId(21))) == "NOT_JUROR"
    court.draw(seed="next")
    court.do(verdict(MemberId(20), approves=False))
    assert review_of(court).state == "open"

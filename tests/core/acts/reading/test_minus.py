"""Minus: the reader pays the pool and gives the quote back."""

from tests.core.stage import CRITIC, READER, SECTIONS, Stage, staged
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, SessionId


def test_a_minus_costs_two_and_the_lane_has_its_quote_back(stage: Stage) -> None:
    stage.publish(reviewed=True)
    stage.read()
    outcome = stage.do(Minus(READER, SessionId(stage.session)))
    assert outcome.transfers == (("reserved:2", "lane:1:open", 8), ("available:2", "pool", 2))
    assert stage.shown(outcome) == [(READER, "Spent for Minuses", 2)]
    assert stage.refusal(Open(READER, ArticleId(1), SessionId("again"))) == "ALREADY_RATED"


def test_minus_is_open_from_level_3(stage: Stage) -> None:
    stage.publish()
    stage.read()
    stage.stand(READER, level_fixed=2)
    assert stage.refusal(Minus(READER, SessionId(stage.session))) == "LEVEL_TOO_LOW"
    stage.stand(READER, level_fixed=3)
    stage.do(Minus(READER, SessionId(stage.session)))


def test_who_cannot_pay_keeps_the_session_and_may_be_done(stage: Stage) -> None:
    stage = staged(member_twei=0)
    stage.give(CRITIC, 50)
    stage.publish(author=CRITIC)
    stage.give(READER, 1)
    stage.read()
    assert stage.refusal(Minus(READER, SessionId(stage.session))) == "FUNDS_SHORT"
    stage.do(Done(READER, SessionId(stage.session)))


def test_what_a_session_reserves_does_not_pay_for_its_minus() -> None:
    stage = staged(member_twei=0)
    stage.give(CRITIC, 250)
    stage.publish(author=CRITIC, reviewed=True)
    assert stage.read() == 8
    assert stage.refusal(Minus(READER, SessionId(stage.session))) == "FUNDS_SHORT"


def test_a_minus_needs_the_same_proof_as_a_plus(real: Stage) -> None:
    real.publish()
    real.open()
    assert real.refusal(Minus(READER, SessionId(real.session), SECTIONS)) == "PROOF_TOO_EARLY"
    real.wait(54)
    assert real.refusal(Minus(READER, SessionId(real.session))) == "PROOF_MISSING"
    real.do(Minus(READER, SessionId(real.session), SECTIONS))


def test_a_minus_without_a_session_is_refused(stage: Stage) -> None:
    assert stage.refusal(Minus(READER, SessionId("s"))) == "SESSION_GONE"


def test_a_minus_uses_up_no_plus(stage: Stage) -> None:
    stage.publish()
    stage.read()
    stage.do(Minus(READER, SessionId(stage.session)))
    assert stage.member(READER).pluses == 0

"""Claw back: after two weeks without a successful appeal, held Twei go to the pool."""

import pytest

from tests.core.acts.cases.test_flag import TODAY, flag_of
from tests.core.stage import DAY_S, READER, Stage
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.acts.cases.claw_back import ClawBack
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.ids import FlagId

WAIT_S = 14 * DAY_S


@pytest.fixture
def held(stage: Stage) -> Stage:
    """Return books in which 60 Twei of the reader's are held."""
    stage.vest(READER, TODAY, 60)
    stage.flag(READER)
    stage.hold()
    return stage


def test_after_two_weeks_it_goes_to_the_pool_and_not_a_moment_before(held: Stage) -> None:
    held.wait(WAIT_S - 0.001)
    assert held.refusal(ClawBack(FlagId(1))) == "HOLD_YOUNG"
    held.wait(0.001)
    assert held.moves(ClawBack(FlagId(1))) == [(f"held:{READER}", "pool", 60)]
    assert held.balance(f"available:{READER}") == 1000


def test_the_flag_is_carried_out_and_later_earnings_are_free(held: Stage) -> None:
    held.vest(READER, TODAY, 5)
    held.wait(WAIT_S)
    held.do(ClawBack(FlagId(1)))
    assert flag_of(held).state == "ended"
    assert not held.member(READER).is_held
    held.next_day(15)
    assert held.balance(f"available:{READER}") == 1005
    assert held.refusal(Decide(FlagId(1), lifts=True, reason="late")) == "FLAG_CLOSED"
    assert held.refusal(Appeal(READER, FlagId(1), "late")) == "FLAG_CLOSED"


def test_it_happens_once(held: Stage) -> None:
    held.wait(WAIT_S)
    held.do(ClawBack(FlagId(1)))
    assert held.refusal(ClawBack(FlagId(1))) == "NOTHING_HELD"


def test_an_appeal_is_waited_for_however_late_its_answer_is(held: Stage) -> None:
    held.do(Appeal(READER, FlagId(1), "digest"))
    held.wait(10 * WAIT_S)
    assert held.refusal(ClawBack(FlagId(1))) == "APPEAL_OPEN"
    held.do(Decide(FlagId(1), lifts=False, reason="a script"))
    held.do(ClawBack(FlagId(1)))


def test_a_successful_appeal_leaves_nothing_to_claw_back(held: Stage) -> None:
    held.do(Appeal(READER, FlagId(1), "digest"))
    held.do(Decide(FlagId(1), lifts=True, reason="reads aloud"))
    held.wait(WAIT_S)
    assert held.refusal(ClawBack(FlagId(1))) == "NOTHING_HELD"


def test_without_a_hold_nothing_goes_to_the_pool(stage: Stage) -> None:
    assert stage.refusal(ClawBack(FlagId(1))) == "UNKNOWN_FLAG"
    stage.vest(READER, TODAY, 60)
    stage.flag(READER)
    stage.wait(WAIT_S)
    assert stage.refusal(ClawBack(FlagId(1))) == "NOTHING_HELD"

"""Decide: a person lifts a flag or upholds it, and says why."""

import pytest

from tests.core.acts.cases.test_flag import TODAY, flag_of
from tests.core.stage import MODERATOR, NOBODY, READER, Stage
from tweipress.core import roles
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import FlagId, MemberId
from tweipress.core.records.case import Hold


def test_lifting_ends_the_effect_and_says_by_whom_and_why(stage: Stage) -> None:
    stage.do(Role(MODERATOR, roles.Role.MODERATOR))
    stage.flag(READER)
    stage.wait(60)
    stage.do(Decide(FlagId(1), lifts=True, reason="reads aloud", by=MODERATOR))
    flag = flag_of(stage)
    assert (flag.state, flag.decided_by, flag.decided_ms, flag.words) == (
        "lifted",
        MODERATOR,
        stage.now_ms,
        "reads aloud",
    )
    assert not stage.member(READER).is_held


def test_lifting_gives_back_what_is_held(stage: Stage) -> None:
    stage.vest(READER, TODAY, 60)
    stage.flag(READER)
    stage.hold()
    moved = stage.moves(Decide(FlagId(1), lifts=True, reason="reads aloud"))
    assert moved == [(f"held:{READER}", f"vesting:{READER}:{TODAY}", 60)]
    hold = stage.world.get(Hold, 1)
    assert hold is not None
    assert hold.state == "released"


def test_upholding_moves_nothing_and_the_effect_stays(stage: Stage) -> None:
    stage.vest(READER, TODAY, 60)
    stage.flag(READER)
    stage.hold()
    assert stage.moves(Decide(FlagId(1), lifts=False, reason="a script")) == []
    assert flag_of(stage).state == "upheld"
    assert stage.member(READER).is_held


@pytest.mark.parametrize(("lifts", "answer"), [(True, "granted"), (False, "denied")])
def test_a_decision_answers_the_appeal(stage: Stage, lifts: bool, answer: str) -> None:
    stage.flag(READER)
    stage.do(Appeal(READER, FlagId(1), "digest"))
    stage.do(Decide(FlagId(1), lifts, "looked at"))
    assert flag_of(stage).appeal == answer


def test_without_an_appeal_there_is_none_to_answer(stage: Stage) -> None:
    stage.flag(READER)
    stage.do(Decide(FlagId(1), lifts=False, reason="a script"))
    assert flag_of(stage).appeal == ""


def test_what_was_upheld_may_be_lifted_later_and_not_again(stage: Stage) -> None:
    stage.flag(READER)
    stage.do(Decide(FlagId(1), lifts=False, reason="a script"))
    stage.do(Decide(FlagId(1), lifts=True, reason="no script after all"))
    assert stage.refusal(Decide(FlagId(1), lifts=False, reason="yes")) == "FLAG_CLOSED"
    assert stage.member(READER).flags == 0


def test_a_flag_in_shadow_is_decided_on_without_effect(stage: Stage) -> None:
    stage.flag(READER, shadow=True)
    stage.do(Decide(FlagId(1), lifts=True, reason="reads aloud"))
    assert stage.member(READER).flags == 0
    assert flag_of(stage).state == "lifted"


def test_nobody_decides_without_the_right_or_in_his_own_case(stage: Stage) -> None:
    stage.flag(MODERATOR)
    act = Decide(FlagId(1), lifts=True, reason="mine", by=MODERATOR)
    assert stage.refusal(act) == "ROLE_MISSING"
    stage.do(Role(MODERATOR, roles.Role.MODERATOR))
    assert stage.refusal(act) == "OWN_CASE"
    assert (
        stage.refusal(Decide(FlagId(1), lifts=True, reason="x", by=MemberId(NOBODY)))
        == "UNKNOWN_MEMBER"
    )


def test_an_unknown_flag_or_no_reason_is_refused(stage: Stage) -> None:
    stage.flag(READER)
    assert stage.refusal(Decide(FlagId(2), lifts=True, reason="x")) == "UNKNOWN_FLAG"
    assert stage.refusal(Decide(FlagId(1), lifts=True, reason=" ")) == "REASON_MISSING"

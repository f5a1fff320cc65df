"""Join: a member enters the books."""

from tests.core.stage import NOBODY, READER, Stage
from tweipress.core.acts.members.join import Join
from tweipress.core.ids import MemberId


def test_a_newcomer_has_nothing_and_level_one(real: Stage) -> None:
    real.do(Join(MemberId(NOBODY)))
    assert real.member(NOBODY).xp_reading == 0
    assert real.balance("available:99") == 0


def test_nobody_joins_twice(stage: Stage) -> None:
    assert stage.refusal(Join(READER, 1)) == "ALREADY_JOINED"


def test_joining_needs_no_open_day(stage: Stage) -> None:
    stage.close_day()
    stage.do(Join(MemberId(NOBODY), 1))


def test_a_member_number_is_above_0(stage: Stage) -> None:
    assert stage.refusal(Join(MemberId(0), 1)) == "MALFORMED"
    assert stage.refusal(Join(MemberId(-1), 1)) == "MALFORMED"
    assert stage.refusal(Join(MemberId(NOBODY), -1)) == "MALFORMED"


def test_trust_is_given_in_thousandths_up_to_the_whole(stage: Stage) -> None:
    assert stage.refusal(Join(MemberId(NOBODY), 1, trust=1001)) == "TRUST_WRONG"
    assert stage.refusal(Join(MemberId(NOBODY), 1, trust=-1)) == "TRUST_WRONG"
    stage.do(Join(MemberId(NOBODY), 1, trust=1000))


def test_on_a_site_no_level_and_no_trust_is_given_at_the_door(real: Stage) -> None:
    assert real.refusal(Join(MemberId(NOBODY), 2)) == "FIXED_STANDING"
    assert real.refusal(Join(MemberId(NOBODY), trusted=True)) == "FIXED_STANDING"
    assert real.refusal(Join(MemberId(NOBODY), trust=1)) == "FIXED_STANDING"

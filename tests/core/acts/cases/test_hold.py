"""Hold: a flagged member's vesting Twei are held, never available ones."""

from tests.core.acts.cases.test_flag import TODAY
from tests.core.stage import MODERATOR, READER, Stage, flagged
from tweipress.core import roles
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.hold import Hold as HoldAct
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import FlagId, MemberId
from tweipress.core.records.case import HeldBucket, Hold

TOMORROW = "2026-01-02"


def test_a_hold_takes_every_bucket_and_remembers_each(stage: Stage) -> None:
    stage.vest(READER, TODAY, 60)
    stage.next_day()
    stage.vest(READER, TOMORROW, 7)
    stage.flag(READER)
    assert stage.moves(HoldAct(FlagId(1), "farm")) == [
        (f"vesting:{READER}:{TODAY}", f"held:{READER}", 60),
        (f"vesting:{READER}:{TOMORROW}", f"held:{READER}", 7),
    ]
    assert stage.world.get(Hold, 1) == Hold(
        FlagId(1),
        READER,
        MemberId(0),
        stage.now_ms,
        "farm",
        67,
        (HeldBucket(TODAY, 60), HeldBucket(TOMORROW, 7)),
    )
    assert stage.balance(f"available:{READER}") == 1000


def test_the_decision_names_the_rule_it_was_judged_by(stage: Stage) -> None:
    stage.vest(READER, TODAY, 60)
    stage.flag(READER, rule="spread", version=2)
    assert stage.hold().inputs == {"rule": "spread", "version": 2, "flagged_for": "even_pace"}


def test_what_comes_after_the_hold_stays_where_it_vests(stage: Stage) -> None:
    stage.vest(READER, TODAY, 60)
    stage.flag(READER)
    stage.hold()
    stage.vest(READER, TODAY, 5)
    assert stage.refusal(HoldAct(FlagId(1), "farm")) == "ALREADY_HELD"
    assert stage.balance(f"vesting:{READER}:{TODAY}") == 5


def test_a_second_flag_holds_what_the_first_left(stage: Stage) -> None:
    stage.vest(READER, TODAY, 60)
    stage.flag(READER, FlagId(1))
    stage.flag(READER, FlagId(2))
    stage.hold(FlagId(1))
    assert stage.refusal(HoldAct(FlagId(2), "farm")) == "NOTHING_VESTS"
    stage.vest(READER, TODAY, 5)
    stage.hold(FlagId(2))
    assert stage.balance(f"held:{READER}") == 65


def test_a_hold_needs_a_flag_in_force(stage: Stage) -> None:
    stage.vest(READER, TODAY, 60)
    assert stage.refusal(HoldAct(FlagId(1), "farm")) == "UNKNOWN_FLAG"
    stage.flag(READER, FlagId(1), shadow=True)
    assert stage.refusal(HoldAct(FlagId(1), "farm")) == "FLAG_WITHOUT_EFFECT"
    stage.flag(READER, FlagId(2))
    stage.do(Decide(FlagId(2), lifts=True, reason="mistake"))
    assert stage.refusal(HoldAct(FlagId(2), "farm")) == "FLAG_CLOSED"


def test_a_hold_is_signed_by_who_may_and_says_why(stage: Stage) -> None:
    stage.vest(READER, TODAY, 60)
    stage.vest(MODERATOR, TODAY, 60)
    stage.flag(READER, FlagId(1))
    assert stage.refusal(HoldAct(FlagId(1), "farm", by=MODERATOR)) == "ROLE_MISSING"
    stage.do(Role(MODERATOR, roles.Role.MODERATOR))
    assert stage.refusal(HoldAct(FlagId(1), "", by=MODERATOR)) == "REASON_MISSING"
    stage.do(flagged(MODERATOR, FlagId(2)))
    assert stage.refusal(HoldAct(FlagId(2), "farm", by=MODERATOR)) == "OWN_CASE"
    assert stage.refusal(HoldAct(FlagId(1), "farm", by=MODERATOR)) == "FLAGGED"
    stage.do(Decide(FlagId(2), True, "a mistake"))
    assert stage.do(HoldAct(FlagId(1), "farm", by=MODERATOR)).answer == {"held": 60}


def test_where_nothing_vests_nothing_is_held(stage: Stage) -> None:
    stage.flag(READER)
    assert stage.refusal(HoldAct(FlagId(1), "farm")) == "NOTHING_VESTS"

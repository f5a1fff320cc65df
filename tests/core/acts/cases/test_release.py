"""Release: every Twei returns to the day of its earning, and the flag stays."""

import pytest

from tests.core.acts.cases.test_flag import TODAY, flag_of
from tests.core.stage import MODERATOR, READER, Stage
from tweipress.core import roles
from tweipress.core.acts.cases.claw_back import ClawBack
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.hold import Hold
from tweipress.core.acts.cases.release import Release
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import FlagId


@pytest.fixture
def held(stage: Stage) -> Stage:
    """Return books in which the reader's earnings of two days are held."""
    stage.vest(READER, TODAY, 60)
    stage.next_day()
    stage.vest(READER, "2026-01-02", 7)
    stage.flag(READER)
    stage.hold()
    return stage


def test_every_bucket_is_filled_as_it_was(held: Stage) -> None:
    assert held.moves(Release(FlagId(1), "too much")) == [
        (f"held:{READER}", f"vesting:{READER}:{TODAY}", 60),
        (f"held:{READER}", f"vesting:{READER}:2026-01-02", 7),
    ]
    assert flag_of(held).is_standing
    assert held.member(READER).is_held


def test_an_older_day_is_back_in_its_place(held: Stage) -> None:
    held.vest(READER, "2026-01-02", 1)
    held.do(Release(FlagId(1), "too much"))
    assert list(held.world.vesting_days(READER)) == [TODAY, "2026-01-02"]


def test_what_would_have_matured_meanwhile_matures_with_the_next_close(held: Stage) -> None:
    held.next_day(20)
    held.do(Decide(FlagId(1), lifts=True, reason="mistake"))
    assert held.balance(f"available:{READER}") == 1000
    held.close_day()
    assert held.balance(f"available:{READER}") == 1067


def test_released_is_released_once(held: Stage) -> None:
    held.do(Release(FlagId(1), "too much"))
    assert held.refusal(Release(FlagId(1), "again")) == "NOTHING_HELD"
    assert held.refusal(ClawBack(FlagId(1))) == "NOTHING_HELD"
    assert held.refusal(Hold(FlagId(1), "again")) == "ALREADY_HELD"


def test_a_release_is_signed_and_says_why(held: Stage) -> None:
    assert held.refusal(Release(FlagId(1), "x", by=MODERATOR)) == "ROLE_MISSING"
    assert held.refusal(Release(FlagId(1), "")) == "REASON_MISSING"
    assert held.refusal(Release(FlagId(2), "x")) == "UNKNOWN_FLAG"
    held.do(Role(MODERATOR, roles.Role.MODERATOR))
    assert held.do(Release(FlagId(1), "x", by=MODERATOR)).answer == {"released": 67}


def test_nobody_releases_what_is_his_own(held: Stage) -> None:
    held.do(Role(READER, roles.Role.MODERATOR))
    assert held.refusal(Release(FlagId(1), "x", by=READER)) == "OWN_CASE"

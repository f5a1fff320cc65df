"""Release: every Twei goes back to the day it was earned on, and the flag stands on."""

import pytest

from tests.core.stage import MODERATOR, READER, Stage
from tests.core.test_flag import TODAY, flag_of
from tweipress.core import acts


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
    assert held.moves(acts.Release(1, "too much")) == [
        (f"held:{READER}", f"vesting:{READER}:{TODAY}", 60),
        (f"held:{READER}", f"vesting:{READER}:2026-01-02", 7),
    ]
    assert flag_of(held).is_standing
    assert held.member(READER).is_held


def test_an_older_day_is_back_in_its_place(held: Stage) -> None:
    held.vest(READER, "2026-01-02", 1)
    held.do(acts.Release(1, "too much"))
    assert list(held.world.vesting_days(READER)) == [TODAY, "2026-01-02"]


def test_what_would_have_matured_meanwhile_matures_with_the_next_close(held: Stage) -> None:
    held.next_day(20)
    held.do(acts.Decide(1, lifts=True, reason="mistake"))
    assert held.balance(f"available:{READER}") == 1000
    held.close_day()
    assert held.balance(f"available:{READER}") == 1067


def test_released_is_released_once(held: Stage) -> None:
    held.do(acts.Release(1, "too much"))
    assert held.refusal(acts.Release(1, "again")) == "NOTHING_HELD"
    assert held.refusal(acts.ClawBack(1)) == "NOTHING_HELD"
    assert held.refusal(acts.Hold(1, "again")) == "ALREADY_HELD"


def test_a_release_is_signed_and_says_why(held: Stage) -> None:
    assert held.refusal(acts.Release(1, "x", by=MODERATOR)) == "ROLE_MISSING"
    assert held.refusal(acts.Release(1, "")) == "REASON_MISSING"
    assert held.refusal(acts.Release(2, "x")) == "UNKNOWN_FLAG"
    held.do(acts.Role(MODERATOR, "moderator"))
    assert held.do(acts.Release(1, "x", by=MODERATOR)).answer == {"released": 67}


def test_nobody_releases_what_is_his_own(held: Stage) -> None:
    held.do(acts.Role(READER, "moderator"))
    assert held.refusal(acts.Release(1, "x", by=READER)) == "OWN_CASE"

"""Mature: earnings become withdrawable at the close of day D+14."""

import pytest

from tests.core.stage import READER, Stage, staged
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.mature import Mature, matured_until
from tweipress.core.ids import MemberId
from tweipress.core.tariff import default, override


def test_day_ds_earnings_mature_at_the_close_of_day_d_plus_14(stage: Stage) -> None:
    stage.vest(READER, "2026-01-01", 7)
    stage.next_day(14)
    assert stage.balance("vesting:2:2026-01-01") == 7
    stage.close_day()
    assert stage.balance("vesting:2:2026-01-01") == 0
    assert stage.balance("available:2") == 1007


def test_younger_buckets_stay(stage: Stage) -> None:
    stage.next_day()
    stage.vest(READER, "2026-01-02", 7)
    stage.next_day(13)
    stage.close_day()
    assert stage.balance("vesting:2:2026-01-02") == 7


def test_asking_early_or_again_moves_nothing(stage: Stage) -> None:
    stage.vest(READER, "2026-01-01", 7)
    assert stage.moves(Mature((READER,))) == []
    stage.next_day(15)
    assert stage.moves(Mature((READER, READER))) == []


def test_it_may_be_asked_while_no_day_is_open_and_in_the_next_day(stage: Stage) -> None:
    stage.vest(READER, "2026-01-01", 7)
    stage.next_day(14)
    stage.do(CloseDay())
    stage.open_day()
    assert stage.moves(Mature((READER,))) == [("vesting:2:2026-01-01", "available:2", 7)]


def test_an_act_takes_a_thousand_members_and_not_one_more(stage: Stage) -> None:
    stage.do(Mature(tuple(map(MemberId, range(1, 1001)))))
    assert stage.refusal(Mature(tuple(map(MemberId, range(1, 1002))))) == "MALFORMED"


@pytest.mark.parametrize("days", [0, 1, 14])
def test_the_tariff_says_how_long_it_takes(days: int) -> None:
    stage = staged(tariff=override({"vesting_days": days}))
    stage.vest(READER, "2026-01-01", 7)
    stage.next_day(days)
    assert stage.balance("vesting:2:2026-01-01") == 7
    stage.close_day()
    assert stage.balance("vesting:2:2026-01-01") == 0


def test_nothing_has_matured_before_the_first_close_or_before_the_calendar() -> None:
    stage = staged()
    assert matured_until(stage.world.books, default()) == ""
    stage.close_day()
    assert matured_until(stage.world.books, default()) == "2025-12-18"
    assert matured_until(stage.world.books, override({"vesting_days": 10**9})) == ""

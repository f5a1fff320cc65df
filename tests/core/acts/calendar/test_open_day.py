"""Open day: the pool's emission."""

import pytest

from tests.core.stage import Stage, staged
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.records.books import Day
from tweipress.core.tariff import override


def test_a_fiftieth_of_the_pool_is_emitted_four_fifths_of_it_for_reading(stage: Stage) -> None:
    assert stage.balance("day:read") == 16_000
    assert stage.balance("day:comments") == 4_000
    assert stage.balance("pool") == 980_000


@pytest.mark.parametrize(
    ("pool", "read", "comments"),
    [(0, 0, 0), (49, 0, 0), (50, 0, 1), (99, 0, 1), (999_492, 15_991, 3998)],
)
def test_emission_is_floored_twice_and_the_rest_is_for_comments(
    pool: int, read: int, comments: int
) -> None:
    stage = staged(pool_twei=pool)
    assert stage.balance("day:read") == read
    assert stage.balance("day:comments") == comments


def test_a_tariff_may_emit_nothing() -> None:
    stage = staged(tariff=override({"emission_bps_per_day": 0}))
    assert stage.balance("pool") == 1_000_000


def test_one_day_is_open_at_a_time(stage: Stage) -> None:
    assert stage.refusal(OpenDay("2026-01-02")) == "DAY_OPEN"


def test_the_days_after_the_first_follow_one_another_whatever_is_asked_for(stage: Stage) -> None:
    stage.close_day()
    assert stage.do(OpenDay("2030-05-05")).answer == {"day": "2026-01-02"}
    assert stage.world.get(Day, 1) == Day(1, "2026-01-02", reading_twei=16_000)


def test_the_calendar_knows_february() -> None:
    stage = Stage()
    stage.do(OpenDay("2028-02-28"))
    for day in ("2028-02-29", "2028-03-01"):
        stage.do(CloseDay())
        assert stage.do(OpenDay()).answer == {"day": day}


@pytest.mark.parametrize("first", ["", "tomorrow", "2026-02-30"])
def test_a_first_day_that_is_no_date_is_refused(first: str) -> None:
    assert Stage().refusal(OpenDay(first)) == "CALENDAR_ENDED"


def test_after_the_last_day_of_the_calendar_none_opens() -> None:
    stage = Stage()
    stage.do(OpenDay("9999-12-31"))
    stage.do(CloseDay())
    assert stage.refusal(OpenDay()) == "CALENDAR_ENDED"

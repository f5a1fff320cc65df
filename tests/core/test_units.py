"""Units of time: a wait is never shown shorter than it is."""

import pytest

from tweipress.core.units import S_PER_DAY, whole_days, whole_s


@pytest.mark.parametrize(("ms", "seconds"), [(0, 0), (1, 1), (1000, 1), (1001, 2)])
def test_a_begun_second_counts_whole(ms: int, seconds: int) -> None:
    assert whole_s(ms) == seconds


@pytest.mark.parametrize(("seconds", "days"), [(0, 0), (1, 1), (S_PER_DAY, 1), (S_PER_DAY + 1, 2)])
def test_a_begun_day_counts_whole(seconds: int, days: int) -> None:
    assert whole_days(seconds) == days

"""Accounts that open together: those that rate share half at most, those that do not only delay."""

import pytest

from farm.rules import idle, moments, together

NOON = 12.0


@pytest.mark.parametrize(
    "hour",
    [pytest.param(at, marks=[] if at == NOON else [pytest.mark.slow]) for at in together.HOURS],
)
def test_accounts_that_open_at_the_same_moment_take_at_most_half_of_the_open_lanes(
    hour: float,
) -> None:
    herd = together.taken(400, seed=2, days=2, at_hour=hour)
    assert 0 < herd.herd_twei <= herd.open_twei / 2
    assert herd.newcomers_twei > 0
    assert herd.author_twei > 0
    assert [bound.measured for _, bound in moments.bounds([herd]) if not bound.holds] == []


def test_a_herd_that_took_more_than_half_or_an_author_who_lost_would_be_a_broken_bound() -> None:
    herd = together.taken(5, seed=2, days=1)
    won = herd._replace(herd_twei=herd.open_twei // 2 + 1, author_twei=0)
    assert [bound.holds for _, bound in moments.bounds([won])] == [False, False]


def test_accounts_that_never_rate_are_paid_nothing_and_lower_a_fresh_quote_until_they_end() -> None:
    nobody, many = (idle.kept(size, seed=2, days=2) for size in (0, 100))
    assert many.quote_twei < nobody.quote_twei
    assert many.farm_twei == 0
    assert many.newcomers_twei > nobody.newcomers_twei * 3 // 4

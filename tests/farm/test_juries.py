"""What five dishonest candidates get approved, before and now: the table of docs/review.md."""

from pathlib import Path

import pytest

from farm.rules.juries import ANY_TIME, BEFORE, played, table
from tweipress.core.tariff import default

PAGE = Path(__file__).parents[2] / "docs" / "review.md"

pytestmark = pytest.mark.once


@pytest.mark.slow
def test_the_table_of_the_page_is_what_is_played() -> None:
    assert "\n".join(table()) in PAGE.read_text(encoding="utf-8")


def test_a_bench_below_the_least_approves_nothing() -> None:
    least = default().review_candidates_min
    few = played(ANY_TIME, least - 1, reviews=100)
    assert few == (0, 0, 100)
    assert played(BEFORE, least - 1, reviews=100).approved > 50


def test_a_larger_bench_lets_less_junk_pass_and_less_than_before() -> None:
    benches = [played(ANY_TIME, candidates, reviews=300).approved for candidates in (20, 40, 100)]
    assert benches == sorted(benches, reverse=True)
    assert benches[0] < played(BEFORE, 20, reviews=300).approved * 2 // 3

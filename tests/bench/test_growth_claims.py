"""A page's growth is told by the measure that its database allows, without pages that were kept."""

import pytest

from bench.growth.size import TIMES, Grown
from bench.growth.visits import PAGES

SMALL = [(10.0, 5.0), (12.0, 5.0), (14.0, 5.0)]
SLOW = [(24.0, 5.5)] * 3
"""By the clock twice as long, of the processor hardly more."""


@pytest.mark.parametrize(("kind", "times"), [("SQLite", 1.1), ("PostgreSQL", 2.0)])
def test_sqlite_is_compared_by_its_processor_and_postgresql_by_the_clock(
    kind: str, times: float
) -> None:
    assert Grown("statement", kind, SMALL, SLOW).times == pytest.approx(times)


def test_a_row_tells_both_measures() -> None:
    row = Grown("statement", "SQLite", SMALL, SLOW).row()
    assert row[:2] == ("statement", "SQLite")
    assert (row[4], row[7]) == ("1.10 ×", "2.00 ×")
    assert 1.1 <= TIMES < 2


def test_no_page_of_a_visitor_can_be_one_that_was_kept() -> None:
    assert all("{visit}" in path for page, path in PAGES.items() if page.endswith("visitor"))

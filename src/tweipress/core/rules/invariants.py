"""Invariants of the books (rulebook, section 8) that two records are enough to check."""

from tweipress.core.money import BPS
from tweipress.core.records.books import Day


def close_is_too_low(before: Day, after: Day, emission_bps_per_day: int) -> bool:
    """Tell whether the pool lost more between two closes than a day may emit (I7)."""
    kept_bps = BPS - emission_bps_per_day
    return after.pool_at_close_twei * BPS < before.pool_at_close_twei * kept_bps

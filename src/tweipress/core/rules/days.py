"""When a day of the books is over. Days are UTC dates, one after the other."""

from datetime import date
from typing import Final

from tweipress.core.records.books import Day
from tweipress.core.state.world import World
from tweipress.core.units import MS_PER_DAY

EPOCH: Final = date(1970, 1, 1)


def last_closed(world: World) -> Day | None:
    """Return the day that was closed last: its night can be graded. None before the first close."""
    return world.get(Day, world.books.closes - 1)


def is_over(day: str, now_ms: int) -> bool:
    """Tell whether the midnight after `day` (ISO date) has come."""
    return now_ms >= midnight_after_ms(day)


def midnight_after_ms(day: str) -> int:
    """Return when `day` (ISO date) ends."""
    return ((date.fromisoformat(day) - EPOCH).days + 1) * MS_PER_DAY

"""Moves the test clock; the calendar then does what is due. Nothing here touches the books."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Final

from tweipress.bank import clock, queries, turns

CLOSE_S: Final = 60.0
LOOK_S: Final = 0.2


class ClockError(Exception):
    """The clock cannot be moved, or the day did not close; the message says why and what to do."""


def advance(by: timedelta) -> None:
    """Move the test clock ahead for every process of the site."""
    current = clock.current()
    if not isinstance(current, clock.OffsetClock):
        raise ClockError(
            "This site uses the wall clock, which cannot be moved: set TWEIPRESS_CLOCK=test."
        )
    current.advance(by // timedelta(milliseconds=1))


def close_day() -> str:
    """Move the test clock to the next midnight, wait for the calendar, return the day it opened."""
    now = clock.now()
    clock_day = now.date()
    books_day = queries.today()
    last = max(clock_day, date.fromisoformat(books_day)) if books_day else clock_day
    next_day = last + timedelta(days=1)
    midnight = datetime(next_day.year, next_day.month, next_day.day, tzinfo=UTC)
    advance(midnight - now)
    return _opened(next_day.isoformat())


def _opened(day: str) -> str:
    """Wait until the books have opened a day."""
    until = time.monotonic() + CLOSE_S
    while time.monotonic() < until:
        overview = queries.books_overview()
        if overview.is_open and overview.day >= day:
            return overview.day
        with turns.waiting():
            time.sleep(LOOK_S)
    raise ClockError("The day is still closing: look again with tweipress day status.")

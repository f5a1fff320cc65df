"""The one clock of the product, in milliseconds since the epoch, UTC.

Production has the wall clock. A test or demo clock runs `offset` milliseconds ahead of it, kept in
a file so that every process agrees; settings refuse it in production.
"""

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

from tweipress.core.units import MS_PER_S


class Clock(Protocol):
    """Anything that tells the time."""

    def now_ms(self) -> int:
        """Return milliseconds since the epoch."""
        ...


class WallClock:
    """The machine's own time."""

    def now_ms(self) -> int:
        """Return milliseconds since the epoch."""
        return time.time_ns() // 1_000_000


@dataclass
class OffsetClock:
    """The wall clock, moved ahead by what a file says."""

    path: Path

    def now_ms(self) -> int:
        """Return milliseconds since the epoch, moved ahead."""
        return WallClock().now_ms() + self.offset_ms()

    def offset_ms(self) -> int:
        """Return by how much this clock is ahead."""
        with suppress(FileNotFoundError, ValueError):
            return int(self.path.read_text(encoding="ascii"))
        return 0

    def advance(self, ms: int) -> None:
        """Move the clock ahead for every process; the file is replaced at once."""
        new = self.path.with_suffix(".new")
        new.write_text(str(self.offset_ms() + ms), encoding="ascii")
        new.replace(self.path)


@dataclass
class ManualClock:
    """A clock that stands still until it is moved, for stories and tests."""

    time_ms: int

    def now_ms(self) -> int:
        """Return milliseconds since the epoch."""
        return self.time_ms

    def advance(self, seconds: float) -> None:
        """Move the clock by seconds; a negative figure plays a clock stepping back."""
        self.time_ms += int(seconds * MS_PER_S)


_in_use: list[Clock] = []


def current() -> Clock:
    """Return the clock in use: one set by `use`, else the one the settings name."""
    if not _in_use:
        is_test = settings.TWEIPRESS_CLOCK == "test"
        _in_use.append(OffsetClock(settings.TWEIPRESS_DATA / "clock") if is_test else WallClock())
    return _in_use[0]


def use(clock: Clock | None) -> None:
    """Use this clock in this process; None goes back to the settings' one."""
    _in_use[:] = [] if clock is None else [clock]


def now_ms() -> int:
    """Return the product's time in milliseconds since the epoch."""
    return current().now_ms()


def now() -> datetime:
    """Return the product's time for a field of the site's, in UTC."""
    return datetime.fromtimestamp(now_ms() / MS_PER_S, UTC)

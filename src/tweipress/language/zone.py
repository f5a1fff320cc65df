"""The time zone in which readers see times: the paper's, UTC until it has one.

The books count their days in UTC all the same.
"""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

UNIVERSAL: Final = "UTC"
MINUS: Final = "−"
MIN_PER_H: Final = 60

_in_force = ZoneInfo(UNIVERSAL)


def use(zone: ZoneInfo) -> None:
    """Let every time be shown in a zone from now on."""
    global _in_force  # noqa: PLW0603  # one for the whole process, as a site has one
    _in_force = zone


def in_force() -> ZoneInfo:
    """Return the zone in which times are shown."""
    return _in_force


def local(value: datetime) -> datetime:
    """Return a moment as clocks in the zone show it."""
    return value.astimezone(_in_force)


def day_of(value: date) -> date:
    """Return the date that a moment has in the zone; a date stays."""
    return local(value).date() if isinstance(value, datetime) else value


def label(value: datetime) -> str:
    """Return what a local time is called: `UTC`, `CET`, or `UTC+5:45` where it has no letters."""
    name, offset = value.tzname(), value.utcoffset()
    if offset is None or (name is not None and name.isalpha()):
        return name or UNIVERSAL
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), MIN_PER_H)
    sign = MINUS if offset < timedelta() else "+"
    return f"{UNIVERSAL}{sign}{hours}" + (f":{minutes:02}" if minutes else "")

"""How dates, spans of time and amounts are written in the language in force."""

from datetime import date, datetime
from typing import Final

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language_bidi, ngettext, pgettext
from django.utils.translation import gettext as _

from tweipress.core.units import S_PER_DAY, S_PER_H, S_PER_MIN, whole_days
from tweipress.language import zone
from tweipress.language.kept import kept

BPS_PER_PERCENT: Final = 100
MINUS: Final = "−"
FROM_THE_LEFT: Final = "\u200e"
FROM_THE_RIGHT: Final = "\u200f"
"""Marks around a figure with a sign, which would stand behind it in a line from right to left."""


@kept
def day(value: date) -> str:
    """Return a date: `7 December 2025`; of a moment, the one that it has in the paper's zone."""
    return date_format(zone.day_of(value), "DATE_FORMAT")


@kept
def weekday(value: date) -> str:
    """Return a date with its day of the week: `Sunday, 7 December 2025`."""
    return _("%(weekday)s, %(date)s") % {"weekday": date_format(value, "l"), "date": day(value)}


@kept
def month(value: date) -> str:
    """Return a month: `December 2025`."""
    return date_format(value, "YEAR_MONTH_FORMAT")


@kept
def moment(value: datetime) -> str:
    """Return a date and time in the paper's time zone: `7 December 2025, 14:05 UTC`."""
    local = zone.local(value)
    return f"{date_format(local, 'DATETIME_FORMAT')} {zone.label(local)}"


@kept
def clock(value: datetime) -> str:
    """Return the time of a moment in the paper's time zone: `14:05`."""
    return date_format(zone.local(value), "TIME_FORMAT")


@kept
def number(value: int) -> str:
    """Return a whole number with its digits in groups, and the typographer's minus."""
    shown = number_format(value, force_grouping=True)
    return _with_sign(MINUS, shown.removeprefix("-")) if value < 0 else shown


@kept
def signed(value: int) -> str:
    """Return a whole number with its sign, also where it is more than 0: `+1,234`."""
    return _with_sign("+", number(value)) if value > 0 else number(value)


@kept
def percent(bps: int) -> str:
    """Return ten-thousandths as per cent, with as many decimals as they need: `2.5 %`."""
    decimals = next(places for places in (0, 1, 2) if bps % 10 ** (2 - places) == 0)
    shown = number_format(bps / BPS_PER_PERCENT, decimals)
    return pgettext("per cent", "%(number)s %%") % {"number": shown}


def thousandths(value: int) -> str:
    """Return thousandths as a decimal with three places: `0.250`."""
    shown = number_format(value / 1000, 3)
    return _with_sign(MINUS, shown.removeprefix("-")) if value < 0 else shown


@kept
def minutes(seconds: int) -> str:
    """Return a reading time in whole minutes, rounded up: `4 min`."""
    return _("%(count)s min") % {"count": number(-(-seconds // S_PER_MIN))}


@kept
def hours(seconds: int) -> str:
    """Return a span in whole hours, rounded down: `72 hours`."""
    count = seconds // S_PER_H
    return ngettext("%(shown)s hour", "%(shown)s hours", count) % {"shown": number(count)}


@kept
def days(seconds: int) -> str:
    """Return a span in whole days, rounded up: `30 days`."""
    count = whole_days(seconds)
    return ngettext("%(shown)s day", "%(shown)s days", count) % {"shown": number(count)}


@kept
def wait(seconds: int) -> str:
    """Return how long to wait in the largest fitting unit, rounded up: `45 seconds`, `3 hours`."""
    if seconds >= 2 * S_PER_DAY:
        return days(seconds)
    if seconds >= 2 * S_PER_H:
        return hours(-(-seconds // S_PER_H) * S_PER_H)
    if seconds >= 2 * S_PER_MIN:
        count = -(-seconds // S_PER_MIN)
        return ngettext("%(shown)s minute", "%(shown)s minutes", count) % {"shown": number(count)}
    return ngettext("%(shown)s second", "%(shown)s seconds", seconds) % {"shown": number(seconds)}


def _with_sign(sign: str, shown: str) -> str:
    if get_language_bidi():
        return f"{FROM_THE_LEFT}{sign}{shown}{FROM_THE_RIGHT}"
    return f"{sign}{shown}"

"""Filters of every template: dates and refusals as readers or programs read them. No rules."""

from datetime import date, datetime

from tweipress.bank.queries import Unpaid
from tweipress.core.state.outcome import Refused
from tweipress.language import figures, refusals, unpaid


def iso(value: datetime | None) -> str:
    """Return a time for programs: `2025-12-07T14:05:00+00:00`; empty when there is none."""
    return value.isoformat() if value else ""


def iso_day(value: date | None) -> str:
    """Return a date for programs: `2025-12-07`; empty when there is none."""
    return f"{value:%Y-%m-%d}" if value else ""


def day(value: date | None) -> str:
    """Return a date: `7 December 2025`; empty when there is none."""
    return figures.day(value) if value else ""


def moment(value: datetime | None) -> str:
    """Return a date and time: `7 December 2025, 14:05 UTC`; empty when there is none."""
    return figures.moment(value) if value else ""


def minutes(seconds: int | None) -> str:
    """Return a reading time in whole minutes, rounded up: `4 min`; empty when not known."""
    return figures.minutes(seconds) if seconds else ""


def sentence(reason: Refused | Unpaid) -> str:
    """Return the sentence of a refusal, or of a reason why nothing is paid."""
    if isinstance(reason, Unpaid):
        return unpaid.sentence(reason)
    return refusals.sentence(reason)

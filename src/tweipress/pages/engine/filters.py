"""Filters of every template: dates, figures, refusals as readers or programs read them. No rules.

Those that write in a language are made for one: a page does not ask for each figure which is in
force.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.template import defaultfilters

from tweipress.bank.queries import Unpaid
from tweipress.core.state.outcome import Refused
from tweipress.language import figures, refusals, unpaid


def iso(value: datetime | None) -> str:
    """Return a time for programs: `2025-12-07T14:05:00+00:00`; empty when there is none."""
    return value.isoformat() if value else ""


def iso_day(value: date | None) -> str:
    """Return a date for programs: `2025-12-07`; empty when there is none."""
    return f"{value:%Y-%m-%d}" if value else ""


def sentence(reason: Refused | Unpaid) -> str:
    """Return the sentence of a refusal, or of a reason why nothing is paid."""
    if isinstance(reason, Unpaid):
        return unpaid.sentence(reason)
    return refusals.sentence(reason)


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "date": defaultfilters.date,
    "floatformat": defaultfilters.floatformat,
    "iso": iso,
    "iso_day": iso_day,
    "linebreaksbr": defaultfilters.linebreaksbr,
    "sentence": sentence,
    "urlencode": defaultfilters.urlencode,
}
"""What is the same function in every language."""


def of(language: str | None) -> Mapping[str, Callable[..., Any]]:
    """Return the filters of one language.

    A day, a moment or a reading time that is not known is an empty text.
    """
    return {
        **FILTERS,
        "day": _or_nothing(figures.day.speaking(language)),
        "days": figures.days.speaking(language),
        "hours": figures.hours.speaking(language),
        "minutes": _or_nothing(figures.minutes.speaking(language)),
        "moment": _or_nothing(figures.moment.speaking(language)),
        "percent": figures.percent.speaking(language),
        "twei": figures.number.speaking(language),
        "wait": figures.wait.speaking(language),
        "weekday": figures.weekday.speaking(language),
    }


def _or_nothing(write: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: write(value) if value else ""

"""Filters of every template: dates, figures, refusals as readers or programs read them. No rules.

Those that write in a language are made for one, and keep what they wrote: that saves asking for
each figure which language is in force, and writing it again. Nothing drops it (language/kept.py).
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from django.template import defaultfilters
from markupsafe import Markup, escape

from tweipress.bank.queries import Unpaid
from tweipress.core.state.outcome import Refused
from tweipress.language import figures, refusals, unpaid
from tweipress.language.kept import KEPT, kept


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
FIGURES: Final[Mapping[str, kept[Any]]] = {
    "days": figures.days,
    "hours": figures.hours,
    "percent": figures.percent,
    "twei": figures.number,
    "wait": figures.wait,
    "weekday": figures.weekday,
}
OPTIONAL: Final[Mapping[str, kept[Any]]] = {
    "day": figures.day,
    "minutes": figures.minutes,
    "moment": figures.moment,
}


def of(language: str | None) -> Mapping[str, Callable[..., Any]]:
    """Return the filters of one language.

    A day, a moment or a reading time that is not known is an empty text.
    """
    return {
        **FILTERS,
        **{name: _kept(write.speaking(language)) for name, write in FIGURES.items()},
        **{name: _kept(_or_nothing(write.speaking(language))) for name, write in OPTIONAL.items()},
    }


def _or_nothing(write: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: write(value) if value else ""


def _kept(write: Callable[[Any], str]) -> Callable[[Any], Markup]:
    """Return what writes a figure for HTML, and remembers how."""
    return lru_cache(maxsize=KEPT, typed=True)(lambda value: escape(write(value)))

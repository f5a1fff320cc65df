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

from tweipress.articles.coauthors.queries import in_words
from tweipress.bank.queries import Unpaid
from tweipress.core.state.outcome import Refused
from tweipress.language import figures, refusals, tongues, unpaid, zone
from tweipress.language.kept import KEPT, kept
from tweipress.pages.engine.addresses import url


def iso(value: datetime | None) -> str:
    """Return a time for programs: `2025-12-07T14:05:00+00:00`; empty when there is none.

    HTML knows no more than three digits of a second: a clock's microseconds are left out.
    """
    if isinstance(value, datetime):
        value = value.replace(microsecond=0)
    return value.isoformat() if value else ""


def iso_day(value: date | None) -> str:
    """Return a date for programs: `2025-12-07`; empty when there is none."""
    return f"{value:%Y-%m-%d}" if value else ""


def byline(article: Any) -> Markup:
    """Return the names of an article's authors, each with a link to their page."""
    link = Markup('<a href="{}">{}</a>')
    names = article.author_names
    return in_words([link.format(url("people:member", name), name) for name in names])


def names(article: Any) -> str:
    """Return the names of an article's authors."""
    return str(in_words(article.author_names))


def sentence(reason: Refused | Unpaid) -> str:
    """Return the sentence of a refusal, or of a reason why nothing is paid."""
    if isinstance(reason, Unpaid):
        return unpaid.sentence(reason)
    return refusals.sentence(reason)


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "byline": byline,
    "date": defaultfilters.date,
    "floatformat": defaultfilters.floatformat,
    "iso": iso,
    "iso_day": iso_day,
    "linebreaksbr": defaultfilters.linebreaksbr,
    "names": names,
    "sentence": sentence,
    "tongue_name": tongues.name,
    "urlencode": defaultfilters.urlencode,
}
"""What is the same function in every language."""
FIGURES: Final[Mapping[str, kept[Any]]] = {
    "days": figures.days,
    "month": figures.month,
    "hours": figures.hours,
    "percent": figures.percent,
    "signed": figures.signed,
    "twei": figures.number,
    "wait": figures.wait,
    "weekday": figures.weekday,
}
OPTIONAL: Final[Mapping[str, kept[Any]]] = {"minutes": figures.minutes}
TIMES: Final[Mapping[str, kept[Any]]] = {
    "clock": figures.clock,
    "day": figures.day,
    "moment": figures.moment,
}
"""What is written otherwise in another time zone."""


def of(language: str | None) -> Mapping[str, Callable[..., Any]]:
    """Return the filters of one language.

    A day, a moment or a reading time that is not known is an empty text.
    """
    return {
        **FILTERS,
        **{name: _kept(write.speaking(language)) for name, write in FIGURES.items()},
        **{name: _kept(_or_nothing(write.speaking(language))) for name, write in OPTIONAL.items()},
        **{name: _in_zone(_or_nothing(write.speaking(language))) for name, write in TIMES.items()},
    }


def _or_nothing(write: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: write(value) if value else ""


def _kept(write: Callable[[Any], str]) -> Callable[[Any], Markup]:
    """Return what writes a figure for HTML, and remembers how."""
    return lru_cache(maxsize=KEPT, typed=True)(lambda value: escape(write(value)))


def _in_zone(write: Callable[[Any], str]) -> Callable[[Any], Markup]:
    """Return the same for times, which are written in the paper's zone."""
    kept = lru_cache(maxsize=KEPT, typed=True)(lambda _zone, value: escape(write(value)))
    return lambda value: kept(zone.in_force(), value)

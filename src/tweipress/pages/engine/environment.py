"""Jinja2 as every page of ours uses it; allauth's and the admin's keep Django's engine (adr/0043).

A name that neither the page's view nor this module gives, or an attribute that a value does not
have, is an error. Nothing itself has every attribute, and each is nothing: `refused.name` of a page
that was not refused. Prices and rules are never here.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template import defaultfilters
from django.template.backends.utils import csrf_input
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from jinja2 import Environment, StrictUndefined

from tweipress.bank import clock
from tweipress.http import balance
from tweipress.http.answers import is_htmx
from tweipress.language import figures
from tweipress.pages.engine import addresses, filters, words
from tweipress.pages.engine.compiled import Compiled

FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "date": defaultfilters.date,
    "day": filters.day,
    "days": figures.days,
    "floatformat": defaultfilters.floatformat,
    "hours": figures.hours,
    "iso": filters.iso,
    "iso_day": filters.iso_day,
    "linebreaksbr": defaultfilters.linebreaksbr,
    "minutes": filters.minutes,
    "moment": filters.moment,
    "percent": figures.percent,
    "sentence": filters.sentence,
    "twei": figures.number,
    "urlencode": defaultfilters.urlencode,
    "wait": figures.wait,
    "weekday": figures.weekday,
}
FUNCTIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "_": words.gettext,
    "gettext": words.gettext,
    "ngettext": words.ngettext,
    "language": translation.get_language,
    "is_htmx": is_htmx,
    "is_right_to_left": translation.get_language_bidi,
    "spendable_twei": balance.spendable_twei,
    "static": addresses.static,
    "today": clock.now,
    "url": addresses.url,
}
WITHOUT_REQUEST: Final[Mapping[str, object]] = {
    "request": None,
    "user": None,
    "messages": (),
    "csrf_input": "",
}
"""What `of_request` gives a page; an error page may have to do without."""

WHEN_REFUSED: Final[Mapping[str, object]] = {
    "refused": None,
    "refused_on": None,
    "reason": "",
    "read": "",
    "typed": "",
    "typed_on": None,
    "typed_name": "",
    "typed_note": "",
}
"""What a page shows after a form that was refused (http/answers.py); others leave it out."""


class Pages(Environment):
    """The environment of our pages."""

    newstyle_gettext: bool

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute or an item by that name; of nothing, nothing."""
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return None if obj is None else super().getattr(obj, attribute)


def environment(**options: Any) -> Pages:
    """Return the environment, with the options of Django's backend."""
    made = Pages(
        **options
        | {
            "undefined": StrictUndefined,
            "extensions": ["jinja2.ext.i18n"],
            "keep_trailing_newline": True,
            "cache_size": -1,
            "bytecode_cache": Compiled(Path(__file__)),
        }
    )
    made.newstyle_gettext = True
    made.filters.update(FILTERS)
    made.globals.update({**FUNCTIONS, **WITHOUT_REQUEST, **WHEN_REFUSED})
    return made


def of_request(request: HttpRequest) -> dict[str, object]:
    """Return what every page may use; only a page that does asks for a session or a token."""
    return {
        "user": getattr(request, "user", None),
        "messages": get_messages(request),
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
    }

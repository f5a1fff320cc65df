"""Jinja2 as every page of ours uses it; allauth's and the admin's keep Django's engine (adr/0043).

A name that neither the page's view nor this module gives, or an attribute that a value does not
have, is an error. Nothing itself has every attribute, and each is nothing: `refused.name` of a page
that was not refused. Prices and rules are never here.
"""

from collections import ChainMap
from collections.abc import Callable, Mapping, MutableMapping
from functools import cache, partial
from typing import Any, Final

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from jinja2 import Environment, StrictUndefined, Template
from jinja2.runtime import Context

from tweipress.articles.frontpage import queries as fronts
from tweipress.bank import clock
from tweipress.http import balance
from tweipress.http.answers import is_htmx
from tweipress.language import tongues, zone
from tweipress.pages.engine import addresses, filters, words
from tweipress.pages.engine.compiled import Compiled
from tweipress.pages.engine.includes import Whole
from tweipress.publication import queries as publication

FUNCTIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "is_htmx": is_htmx,
    "may_arrange": fronts.may_arrange,
    "spendable_twei": balance.spendable_twei,
    "static": addresses.static,
    "paper": publication.shown,
    "section_name": publication.section_name,
    "today": lambda: zone.day_of(clock.now()),
    "url": addresses.url,
    "whole_url": addresses.whole_url,
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
    "typed_quote": "",
    "typed_passage": "",
}
"""What a page shows after a form that was refused (http/answers.py); others leave it out."""


class PageContext(Context):
    """What a page's templates see; saves what Jinja2 looks up around each include and each call."""

    def __init__(self, *given: Any, globals: object = None) -> None:  # noqa: A002  # as Jinja2 names it
        """Begin without the names of the globals: only imports ask for them, and none is used."""
        super().__init__(*given)

    def call(self, called: Callable[..., Any], /, *args: Any, **values: Any) -> Any:
        """Call what a template calls; nothing of ours asks for the context."""
        values.pop("_loop_vars", None)
        values.pop("_block_vars", None)
        return called(*args, **values)


class PageTemplate(Template):
    """A compiled template; saves making HTML again of what is HTML already, or a number."""

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], *rest: Any
    ) -> Template:
        namespace["escape"] = words.written
        return super()._from_namespace(environment, namespace, *rest)


class Pages(Environment):
    """The environment of our pages in one language."""

    bytecode_cache: Compiled
    newstyle_gettext: bool
    context_class = PageContext
    template_class = PageTemplate

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute or an item by that name; of nothing, nothing."""
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return None if obj is None else super().getattr(obj, attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template: all have the same."""
        return ChainMap(d, self.globals) if d else self.globals

    def speaking(self, language: str | None) -> "Pages":
        """Return the same in a language: its sentences and figures ask no more which is in force.

        Templates are compiled once for each language.
        """
        spoken = self.overlay()
        spoken.bytecode_cache = self.bytecode_cache.speaking(language)
        spoken.filters = {**self.filters, **filters.of(language)}
        spoken.globals = {
            **self.globals,
            **words.of(language),
            **tongues.of(language),
            "language": lambda: language,
            "is_right_to_left": cache(partial(_is_right_to_left, language)),
        }
        return spoken


def _is_right_to_left(language: str | None) -> bool:
    with translation.override(language):
        return translation.get_language_bidi()


def environment(**options: Any) -> Pages:
    """Return the environment in the language of our texts, with the options of Django's backend."""
    made = Pages(
        **options
        | {
            "loader": Whole(options["loader"]),
            "undefined": StrictUndefined,
            "extensions": ["jinja2.ext.i18n"],
            "keep_trailing_newline": True,
            "cache_size": -1,
            "bytecode_cache": Compiled(),
        }
    )
    made.newstyle_gettext = True
    made.globals.update({**FUNCTIONS, **WITHOUT_REQUEST, **WHEN_REFUSED})
    return made.speaking(None)


def of_request(request: HttpRequest) -> dict[str, object]:
    """Return what every page may use; only a page that does asks for a session or a token."""
    return {
        "user": getattr(request, "user", None),
        "messages": get_messages(request),
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
    }

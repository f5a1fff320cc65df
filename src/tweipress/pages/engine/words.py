"""Translation in templates, kept by language: saves looking a sentence up, some 2 µs each.

Nothing drops a sentence: catalogues are read at a process's start. Values in it are escaped.
"""

from functools import cache

from django.utils import translation
from markupsafe import Markup, escape


def gettext(message: str, /, **values: object) -> Markup:
    """Return a sentence with its values; the sentence is ours, so its tags stay."""
    language = translation.get_language()
    return _filled(_sentence(language, message), values) if values else _plain(language, message)


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> Markup:
    """Return the sentence that fits a number."""
    return _filled(translation.ngettext(singular, plural, number), values)


@cache
def _sentence(_language: str | None, message: str) -> str:
    return translation.gettext(message)


@cache
def _plain(language: str | None, message: str) -> Markup:
    return _filled(_sentence(language, message), {})


def _filled(sentence: str, values: dict[str, object]) -> Markup:
    """Return a sentence with its values; escaping each at once is cheaper than Markup's own `%`.

    A template has the percent signs of its sentences doubled, so this is also for one without.
    """
    return Markup(sentence % {name: escape(value) for name, value in values.items()})  # noqa: S704  # the sentence is ours and the values are escaped

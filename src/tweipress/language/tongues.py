"""The language of a text that is not the page's: its direction, and how HTML says both."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

RIGHT_TO_LEFT: Final = "rtl"
LEFT_TO_RIGHT: Final = "ltr"
LETTERED: Final = frozenset({"ar", "ko"})
"""The languages whose letters have a stylesheet of their own."""
NOTHING: Final = SafeString("")


@cache
def direction(language: str) -> str:
    """Return the direction of a language; one that Django does not know is read from the left."""
    try:
        return RIGHT_TO_LEFT if get_language_info(language)["bidi"] else LEFT_TO_RIGHT
    except KeyError:
        return LEFT_TO_RIGHT


@cache
def attributes(language: str | None) -> SafeString:
    """Return the attributes of an element in a language."""
    return format_html(' lang="{}" dir="{}"', language or "", direction(language or ""))


@cache
def name(language: str) -> str:
    """Return what a language calls itself."""
    try:
        return str(get_language_info(language)["name_local"]).capitalize()
    except KeyError:
        return language


def of(page: str | None) -> Mapping[str, Callable[[str], SafeString | bool]]:
    """Return what the templates of one language call, under the names that they call it by.

    `tongue` is for a text on a page, `own_tongue` for the page's own words within such a text;
    both say nothing where the text is in the page's language. `has_letters` tells whether a
    language needs the sheet of other letters.
    """
    return {
        "tongue": lambda language: NOTHING if language == page else attributes(language),
        "own_tongue": lambda language: NOTHING if language == page else attributes(page),
        "tongue_always": attributes,
        "has_letters": LETTERED.__contains__,
    }

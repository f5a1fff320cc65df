"""How fast people read a language, and whether a text is in the language that its author names.

A slower language has a longer Time to Read, and moves more: so the name alone does not count where
the script can be looked at, and a language without a figure is read as fast as the fastest of them.
"""

import unicodedata
from collections.abc import Mapping
from typing import Final

from tweipress.core.money import BPS
from tweipress.core.tariff import Tariff

NO_LANGUAGE: Final = ""
SCRIPTS: Final[Mapping[str, str]] = {"ar": "ARABIC", "ko": "HANGUL"}
"""How Unicode begins the names of the letters of languages that have a script of their own."""


def words_per_min(language: str, tariff: Tariff) -> int:
    """Return how many words a minute people read; of an unknown language, as many as of any."""
    figures = {
        "en": tariff.reading_en_words_per_min,
        "es": tariff.reading_es_words_per_min,
        "ko": tariff.reading_ko_words_per_min,
        "ar": tariff.reading_ar_words_per_min,
    }
    return figures.get(language, max(figures.values()))


def spoken(language: str, text: str, tariff: Tariff) -> str:
    """Return the language of a text if the first letters of most words bear it out, else none."""
    script = SCRIPTS.get(language)
    if script is None:
        return language
    first = [next(filter(str.isalpha, word), "") for word in text.split()]
    letters = [letter for letter in first if letter]
    own = sum(unicodedata.name(letter, "").startswith(script) for letter in letters)
    return language if own * BPS >= len(letters) * tariff.reading_script_min_bps else NO_LANGUAGE

"""Slugs: readable addresses of titles and tags, in the script that they are written in (adr/0055).

Latin letters lose their accents, as addresses always had it; every other script stays, in small
letters and composed form. Signs, emoji and invisible characters go.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

from tweipress.http.links import SLUG_CHARS

TAG_CHARS: Final = 40
BETWEEN: Final = "-"
JOINING: Final = {"_", "/"}
"""Signs that separate words, beside spaces and dashes."""
STRETCHING: Final = "\u0640"
"""Draws an Arabic word out, and says nothing."""


def slug_of(text: str, most: int = SLUG_CHARS) -> str:
    """Return the slug of a text, of at most so many characters; empty if it has no letter."""
    signs = unicodedata.normalize("NFKC", text.lower())
    written = unicodedata.normalize("NFC", "".join(_signs(signs)))
    whole = BETWEEN.join(written.replace(BETWEEN, " ").split())
    if len(whole) <= most:
        return whole
    cut = whole[: most + 1]
    words = cut.rpartition(BETWEEN)[0]
    return (words if len(words) > most // 2 else whole[:most]).strip(BETWEEN)


def _signs(text: str) -> Iterator[str]:
    """Yield letters, marks on letters and digits; a space for what stands between words."""
    before = " "
    for sign in text:
        kept = _sign(sign, before)
        if kept:
            before = kept
            yield kept


def _sign(sign: str, before: str) -> str:
    base = unicodedata.normalize("NFKD", sign)[0]
    if base.isascii() and (base.isalnum()):
        return base.lower()
    kind = unicodedata.category(sign)
    if kind[0] == "M":
        return "" if before == " " or before.isascii() else sign
    if kind[0] in "LN":
        return "" if sign == STRETCHING else sign
    return " " if kind[0] == "Z" or kind in {"Cc", "Pd"} or sign in JOINING else ""

"""Folding: one form for what readers take for the same letters, whoever typed them, and how.

Capital and small letters, accents, wide and narrow forms, the forms of Arabic letters with and
without their vowels, and digits of other scripts. `ñ` stays: *año* is not *ano*.
"""

import re
import unicodedata
from typing import Final

KEPT: Final = frozenset("ñй")
"""Letters of their own, which only look like another with an accent."""
SPELLED: Final = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "ٱ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ی": "ي",
    "ک": "ك",
    "ۀ": "ه",
    "ە": "ه",
}
"""What Unicode does not take apart."""
DROPPED: Final = re.compile(
    r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad]"
)
"""Accents, vowel points, the stretched line of Arabic, and the hyphen that may break a word."""


class _Folds(dict[int, str]):
    """What a character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        self[code] = folded
        return folded


def _folded(sign: str) -> str:
    if sign in KEPT or "\uac00" <= sign <= "\ud7a3":
        return sign
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(sign) == "Cf":
        return ""
    parts = DROPPED.sub("", unicodedata.normalize("NFD", sign))
    return "".join(SPELLED.get(part, part) for part in parts)


FOLDS: Final = _Folds()


def fold(text: str) -> str:
    """Return a text as the search compares it."""
    return unicodedata.normalize("NFKC", text).casefold().translate(FOLDS)


def variants() -> dict[str, str]:
    """Return by folded letter the letters that become it, for finding words in a text."""
    letters: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x386, 0x3CF), *range(0x620, 0x6D5)):
        sign = chr(code)
        if sign.isalpha() and sign == sign.casefold() and len(folded := fold(sign)) == 1:
            letters[folded] = letters.get(folded, "") + sign
    return letters

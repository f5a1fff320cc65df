"""Words of a list in a text, however they are written: case, accents, look-alikes, spaced letters.

Lists are an operator's; none of their signs is a pattern. What is looked at is bounded: a comment
has 2000 characters, a list 500 lines.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final

WORDS_MAX: Final = 500
WORD_CHARS: Final = 40
PART_OF: Final = "*"
"""A line of a list that ends so is found at the beginning of longer words too."""
ALIKE: Final = str.maketrans(
    "авекмнорстухіјѕԁԛԝαβεικνορτυχ0134578@$€l",
    "abekmhopctyxijsdqwabeikvoptuxoieastbasei",
)
"""Letters that look like Latin ones, and figures and signs that are read as letters; l is an i."""
NO_WORD: Final = re.compile(r"[\W_]+")
SPACED: Final = re.compile(r"(?<!\w)\w(?:[\W_]{1,2}\w(?!\w)){2,}")
"""At least three single letters with a sign or two between them: `s p a m`, `s.p.a.m`."""
LINK: Final = re.compile(
    r"https?://|(?<!/)\bwww\.|(?<![/.])\b[a-z0-9-]{2,63}\.(?:com|net|org|info|io|top|xyz)\b"
)
DIGEST_BYTES: Final = 8
REPEAT_CHARS: Final = 30
"""Shorter texts are repeated in good faith: "Thank you!"."""


def folded(text: str) -> str:
    """Return the words of a text, with a space around each: without case, accents, look-alikes."""
    spaced = f" {_bare(text)} "
    joined = SPACED.sub(lambda letters: NO_WORD.sub("", letters[0]), spaced)
    texts = [NO_WORD.sub(" ", spaced)]
    if joined != spaced:
        texts.append(NO_WORD.sub(" ", joined))
    return " ".join(texts)


def found(lines: Sequence[str], text: str) -> str:
    """Return the first line of a list whose words are in a folded text; empty for none."""
    return next((line for line in lines if line in text), "")


@lru_cache(maxsize=8)
def listed(typed: str) -> tuple[str, ...]:
    """Return the lines of a list, as texts are folded; a star at the end stays."""
    made = (_line(line) for line in typed.splitlines()[:WORDS_MAX])
    return tuple(dict.fromkeys(line for line in made if line.strip(" *")))


def links(text: str) -> int:
    """Return how many links a text has."""
    return len(LINK.findall(text.casefold()))


def mark(text: str) -> str:
    """Return what is the same for texts that repeat each other; empty for a short text."""
    words = NO_WORD.sub("", _bare(text))
    if len(words) < REPEAT_CHARS:
        return ""
    return blake2b(words.encode(errors="replace"), digest_size=DIGEST_BYTES).hexdigest()


def _line(line: str) -> str:
    bare = line.strip()[:WORD_CHARS]
    words = NO_WORD.sub(" ", _bare(bare.removesuffix(PART_OF))).strip()
    return f" {words}" if bare.endswith(PART_OF) else f" {words} "


def _bare(text: str) -> str:
    # Accents go before too: to take heaps of them apart would cost each all that come before it.
    apart = unicodedata.normalize("NFKD", _without_marks(text))
    return _without_marks(apart).casefold().translate(ALIKE)


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    return "".join(sign for sign in text if unicodedata.category(sign) not in {"Mn", "Cf"})

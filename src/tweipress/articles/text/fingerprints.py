"""What makes a text recognisable when it is copied: marks of its runs of words. Pure, no storage.

A mark is a number made of four words that follow each other; a quarter of them, chosen by their
number, is kept. So a copy has the marks of its original, wherever its paragraphs have gone, and
whatever was done to case, spaces, punctuation, accents and letters that only look alike. Other
words make other marks: a translation, or the same told anew, is not recognised.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from hashlib import blake2b
from typing import Final

from tweipress.core.money import BPS

RUN_WORDS: Final = 4
KEPT_DIVISOR: Final = 4
"""The form of every stored mark: whoever changes these makes all of them anew."""
MARK_BYTES: Final = 8

CJK: Final = "\u3040-\u30ff\u3400-\u9fff"
WORD: Final = re.compile(f"[{CJK}]|[^\\W_{CJK}]+")
"""In a script without spaces each sign is a word."""
ALIKE: Final = str.maketrans(
    "асԁеһіјӏкмопрԛѕтѵѡхуѳвнαβεηικνορτυχωϲϳɑɡıꞵʋօոսհցզլi10",
    "acdehljlkmonpqstvwxyobhabenlkvoptuxwcjaglbvonuhgqlllo",
)
"""Letters that only look like another; a text in their own script is changed alike everywhere."""
BLANK: Final = frozenset("\u115f\u1160")
"""Fillers, letters by their kind, which nobody sees in a word; NFKD makes these two of the rest."""


def marks(text: str) -> frozenset[int]:
    """Return the marks of a text; signed, as databases keep numbers."""
    numbers = (_number(run) for run in runs(text))
    return frozenset(number for number in numbers if number % KEPT_DIVISOR == 0)


def runs(text: str) -> frozenset[str]:
    """Return all runs of words of a text: what two texts that are at hand are compared by."""
    words = WORD.findall(plain(text))
    starts = range(len(words) - RUN_WORDS + 1)
    return frozenset(" ".join(words[start : start + RUN_WORDS]) for start in starts)


def plain(text: str) -> str:
    """Return a text without what a reader hardly sees: accents, joiners, case, disguises."""
    parts = unicodedata.normalize("NFKD", text)
    kept = (sign for sign in parts if unicodedata.category(sign) not in {"Mn", "Cf"})
    return "".join(sign for sign in kept if sign not in BLANK).casefold().translate(ALIKE)


def found_bps(own: Collection[int], known: Mapping[int, int]) -> tuple[int, int]:
    """Return how much of a text is in other articles, and the one that has the most of it.

    `known` says of each mark that others had before which article that was. 0 and 0: none.
    """
    if not own or not known:
        return 0, 0
    (most, _), *_ = sorted(Counter(known.values()).items(), key=lambda it: (-it[1], it[0]))
    return len(known) * BPS // len(own), most


def shared_bps(one: str, other: str) -> int:
    """Return how much two texts share: of the one or of the other, whichever is less."""
    both = runs(one), runs(other)
    most = max(map(len, both))
    return len(both[0] & both[1]) * BPS // most if most else 0


def whole_bps(own: Collection[int], other: Collection[int]) -> int:
    """Return how much of another text is in this one."""
    return len(set(own) & set(other)) * BPS // len(other) if other else 0


def _number(run: str) -> int:
    digest = blake2b(run.encode(errors="replace"), digest_size=MARK_BYTES).digest()
    return int.from_bytes(digest, "big", signed=True)

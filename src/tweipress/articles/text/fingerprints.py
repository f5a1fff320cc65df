"""Fingerprints of texts, by which copies are recognised. Pure, no storage.

A fingerprint is a number computed from four consecutive words. A quarter of them, chosen by their
number, is kept. A copy has the fingerprints of its original even if paragraphs were moved, or case,
spaces, punctuation, accents or look-alike letters were changed. A translation or a retelling has
other words and therefore other fingerprints: it is not recognised.
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
"""If you change one of these, compute all stored fingerprints anew."""
FINGERPRINT_BYTES: Final = 8

CJK: Final = "\u3040-\u30ff\u3400-\u9fff"
WORD: Final = re.compile(f"[{CJK}]|[^\\W_{CJK}]+")
"""In a script without spaces each character is a word."""
ALIKE: Final = str.maketrans(
    "асԁеһіјӏкмопрԛѕтѵѡхуѳвнαβεηικνορτυχωϲϳɑɡıꞵʋօոսհցզլi10",
    "acdehljlkmonpqstvwxyobhabenlkvoptuxwcjaglbvonuhgqlllo",
)
"""Letters that look like another letter. A text in their own script is changed alike everywhere."""
BLANK: Final = frozenset("\u115f\u1160")
"""Filler letters that are invisible in a word; NFKD turns the other fillers into these two."""


def fingerprints(text: str) -> frozenset[int]:
    """Return the fingerprints of a text, as signed 64-bit numbers that a database can keep."""
    numbers = (_number(run) for run in runs(text))
    return frozenset(number for number in numbers if number % KEPT_DIVISOR == 0)


def runs(text: str) -> frozenset[str]:
    """Return all runs of words of a text, for comparing two whole texts."""
    words = WORD.findall(plain(text))
    starts = range(len(words) - RUN_WORDS + 1)
    return frozenset(" ".join(words[start : start + RUN_WORDS]) for start in starts)


def plain(text: str) -> str:
    """Return a text without accents, joiners, case and look-alike letters."""
    # Accents go before too: to take heaps of them apart would cost each all that come before it.
    parts = unicodedata.normalize("NFKD", _bare(text))
    return "".join(sign for sign in _bare(parts) if sign not in BLANK).casefold().translate(ALIKE)


def _bare(text: str) -> str:
    """Return a text without accents and joiners, as far as they are signs of their own."""
    kept = (sign for sign in text if not unicodedata.combining(sign))
    return "".join(sign for sign in kept if unicodedata.category(sign) not in {"Mn", "Cf"})


def found_bps(own: Collection[int], known: Mapping[int, int]) -> tuple[int, int]:
    """Return how much of a text is in other articles, and which article has the most of it.

    `known` maps fingerprints that other articles had before to the numbers of those articles.
    Return 0 and 0 if there are none.
    """
    if not own or not known:
        return 0, 0
    (most, _), *_ = sorted(
        Counter(known.values()).items(), key=lambda counted: (-counted[1], counted[0])
    )
    return len(known) * BPS // len(own), most


def numbers(text: str) -> frozenset[int]:
    """Return all runs of words of a text as numbers, from which nobody can read it."""
    return frozenset(map(_number, runs(text)))


def shared_bps(one: Collection[int], other: Collection[int]) -> int:
    """Return how much two texts share by their runs' numbers, as the smaller of the two shares."""
    most = max(len(one), len(other))
    return len(set(one) & set(other)) * BPS // most if most else 0


def whole_bps(own: Collection[int], other: Collection[int]) -> int:
    """Return how much of another text is in this one."""
    return len(set(own) & set(other)) * BPS // len(other) if other else 0


def _number(run: str) -> int:
    digest = blake2b(run.encode(errors="replace"), digest_size=FINGERPRINT_BYTES).digest()
    return int.from_bytes(digest, "big", signed=True)

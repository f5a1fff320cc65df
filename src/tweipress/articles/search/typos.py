"""Typos: words that somebody wrote, near to a word that nobody wrote."""

import re
from hashlib import blake2b
from typing import Final
from unicodedata import normalize

from django.db.models import Q
from rapidfuzz.distance import OSA

from tweipress.articles.search import asking, lexemes, terms
from tweipress.articles.search.models import ENDS, Word

CANDIDATES_MAX: Final = 5_000
"""More words are not compared, in the order of their keys, which is none: a site of a hundred
thousand words has some three thousand that begin or end like a word and have its length."""
ONE_TYPO_CHARS: Final = 4
TWO_TYPOS_CHARS: Final = 8
"""From this length on a word may have two: shorter ones become other words by them."""
TWO_TYPOS_JAMO: Final = 11
"""The same for words of four syllables in Hangul."""
IS_JAMO: Final = re.compile("[\u1100-\u11ff]")
KEY_BYTES: Final = 8


def nearest(word: str) -> str:
    """Return the word of an article that is nearest to one that is in none, or nothing.

    Of several that are as near it is the one that most articles have.
    """
    form = letters(word)
    typos = _typos(form)
    if not typos or not _is_looked_through(word):
        return ""
    near = Q(head=form[:ENDS]) | Q(tail=form[-ENDS:])
    lengths = range(len(form) - typos, len(form) + typos + 1)
    rows = Word.objects.filter(near, length__in=list(lengths), articles__gt=0)
    best = min(
        (
            (distance, -articles, other)
            for other, articles in rows.order_by("key").values_list("word", "articles")[
                :CANDIDATES_MAX
            ]
            if (distance := OSA.distance(form, letters(other), score_cutoff=typos)) <= typos
        ),
        default=None,
    )
    return best[2] if best else ""


def row(word: str) -> Word:
    """Return the row of a word that no article has yet."""
    form = letters(word)
    return Word(
        key=key(word),
        word=word,
        head=form[:ENDS],
        tail=form[-ENDS:],
        length=len(form),
        articles=0,
    )


def key(word: str) -> int:
    """Return the key of a word, the same everywhere."""
    digest = blake2b(word.encode(), digest_size=KEY_BYTES).digest()
    return int.from_bytes(digest, signed=True)


def letters(word: str) -> str:
    """Return the letters of a word; those of Hangul stand together in syllables."""
    return normalize("NFD", word) if lexemes.IS_HANGUL.fullmatch(word) else word


def corrected(word: asking.Word) -> asking.Word | None:
    """Return the word that was probably meant, None if there is none near."""
    near = nearest(word.text)
    return asking.word(near) if near else None


def _typos(form: str) -> int:
    """Return how many typos a word may have."""
    if len(form) < ONE_TYPO_CHARS:
        return 0
    two = TWO_TYPOS_JAMO if IS_JAMO.match(form) else TWO_TYPOS_CHARS
    return 1 if len(form) < two else 2


def _is_looked_through(word: str) -> bool:
    is_hangul = lexemes.IS_HANGUL.fullmatch(word) is not None
    return len(word) in terms.HANGUL_CHARS if is_hangul else word.isalpha()

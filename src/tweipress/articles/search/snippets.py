"""Snippets: the place of a text where most of what was asked for stands, with the words marked."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import Final, NamedTuple

from django.utils.safestring import SafeString

from tweipress.articles.search import lexemes
from tweipress.articles.search.asking import Word
from tweipress.articles.search.folding import fold, variants

SNIPPET_CHARS: Final = 220
BEFORE_CHARS: Final = 60
"""How much stands before the first marked word."""
MATCHES_MAX: Final = 12
"""The best place is looked for among the first so many."""
PATTERNS_KEPT: Final = 256
STEM_CHARS: Final = 4
"""Stems from this length may differ from their words in the last letter: happy, happi."""
BETWEEN: Final = "[\u0300-\u036f\u0640\u064b-\u065f\u0670]*"
VARIANTS: Final = variants()
GAP: Final = "…"


class _Match(NamedTuple):
    start: int
    end: int
    word: int


def snippet(text: str, words: Sequence[Word]) -> SafeString:
    """Return clean HTML of a passage with marked words; empty if none of them is in the text."""
    matches = _matches(text, tuple(words))
    if not matches:
        return SafeString("")
    start, end = _window(text, matches)
    pieces, done = [GAP if start else ""], start
    for match in matches:
        if done <= match.start and match.end <= end:
            marked = escape(text[match.start : match.end])
            pieces += [escape(text[done : match.start]), f"<mark>{marked}</mark>"]
            done = match.end
    pieces += [escape(text[done:end]), GAP if end < len(text) else ""]
    return SafeString("".join(pieces))  # each piece of the text is escaped above


def _window(text: str, matches: Sequence[_Match]) -> tuple[int, int]:
    """Return where the passage begins and ends that has most of the words, the first of those."""

    def kinds(first: _Match) -> int:
        last = first.start + SNIPPET_CHARS - BEFORE_CHARS
        return len({match.word for match in matches if first.start <= match.start < last})

    best = max(matches, key=lambda match: (kinds(match), -match.start))
    start = max(0, best.start - BEFORE_CHARS)
    if start:
        space = text.find(" ", start, best.start)
        start = best.start if space < 0 else space + 1
    end = max(start + SNIPPET_CHARS, best.end)
    if end < len(text):
        space = text.rfind(" ", best.end, end + 1)
        end = max(best.end, end if space < 0 else space)
    return start, end


def _matches(text: str, words: tuple[Word, ...]) -> list[_Match]:
    matches = []
    for match in _pattern(words).finditer(text) if words else ():
        if (number := _which(match[0], words)) is not None:
            matches.append(_Match(match.start(), match.end(), number))
            if len(matches) == MATCHES_MAX:
                break
    return matches


def _which(text: str, words: Sequence[Word]) -> int | None:
    """Return which of the words a word of a text is."""
    folded = fold(text)
    if lexemes.is_paired(folded):
        return next((n for n, word in enumerate(words) if folded.startswith(word.text)), None)
    having = set(lexemes.asked_for(folded))
    return next((n for n, word in enumerate(words) if having.intersection(word.lexemes)), None)


@lru_cache(maxsize=PATTERNS_KEPT)
def _pattern(words: tuple[Word, ...]) -> re.Pattern[str]:
    """Return what a word of a text looks like that may be one of these; `_which` decides."""
    return re.compile("|".join(_forms(words)), re.IGNORECASE)


def _forms(words: Sequence[Word]) -> Iterator[str]:
    for word in words:
        if word.is_paired:
            yield re.escape(word.text)
            continue
        for lexeme in word.lexemes:
            core = lexeme if len(lexeme) < STEM_CHARS else lexeme[:-1]
            letters = BETWEEN.join(f"[{sign}{VARIANTS.get(sign, '')}]" for sign in core)
            before = r"\w*" if lexemes.IS_ARABIC.fullmatch(core) else ""
            yield rf"(?<!\w){before}{letters}[\w\u0300-\u036f\u064b-\u065f]*"

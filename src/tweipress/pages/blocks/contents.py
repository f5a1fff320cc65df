"""The table of contents of a long article, from what its page has been given anyway."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from tweipress.articles.queries import Article, Part

LONG_WORDS: Final = 1000
"""Four minutes: what is shorter is seen at a glance."""
HEADINGS_MIN: Final = 3
"""Fewer are no help to find anything."""


class Line(NamedTuple):
    """A heading, and the number that its anchor has."""

    number: int
    title: str


def contents(article: Article, parts: Sequence[Part]) -> tuple[Line, ...]:
    """Return the headings of a long article, nothing for a short one."""
    if article.words < LONG_WORDS:
        return ()
    pieces = (piece for part in parts for piece in part.pieces if piece.number)
    lines = tuple(Line(piece.number, piece.text) for piece in pieces if piece.text)
    return lines if len(lines) >= HEADINGS_MIN else ()

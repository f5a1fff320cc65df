"""Pagination: cutting a text into the parts that a proof of reading counts. Numbers only, no text.

The lead stands above the parts and is read with the first one, so its words count there.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

REACH_DIVISOR: Final = 4
"""A cut may move by a quarter of a part to meet the end of a block or of a sentence."""

BLOCK_END: Final = 0
ITEM_END: Final = 1
SENTENCE_END: Final = 2
WORD_END: Final = 3


class Stretch(NamedTuple):
    """Words that belong together: a paragraph, a quote, a list item, or a heading (no words).

    `sentences` holds the word counts after which a sentence ends; `ends_block` is false for every
    item of a list but its last.
    """

    words: int
    sentences: frozenset[int] = frozenset()
    ends_block: bool = True


class Span(NamedTuple):
    """The words from `first` to before `end` of the stretch number `stretch`."""

    stretch: int
    first: int
    end: int


class Part(NamedTuple):
    """One part: how many words are read with it, and the spans it consists of, in order."""

    words: int
    spans: tuple[Span, ...]


def cut(stretches: Sequence[Stretch], lead_words: int, parts: int) -> list[Part]:
    """Return exactly `parts` contiguous parts of about equal words; few words leave some empty."""
    assert parts >= 1
    total_words = sum(stretch.words for stretch in stretches)
    ends = [0, *_cuts(stretches, lead_words, parts), total_words]
    cut_parts = [
        Part(end - first + (0 if number else lead_words), tuple(_spans(stretches, first, end)))
        for number, (first, end) in enumerate(pairwise(ends))
    ]
    cut_parts[-1] = _with_last_headings(cut_parts[-1], stretches)
    assert sum(part.words for part in cut_parts) == lead_words + total_words
    return cut_parts


def _cuts(stretches: Sequence[Stretch], lead_words: int, parts: int) -> list[int]:
    """Return the word positions of the cuts, in order."""
    total_words = sum(stretch.words for stretch in stretches)
    ranks = _ranks(stretches)
    reach = (lead_words + total_words) // parts // REACH_DIVISOR
    cuts: list[int] = []
    for number in range(1, parts):
        target = number * (lead_words + total_words) // parts - lead_words
        low = min((cuts[-1] if cuts else 0) + 1, total_words)
        high = max(low, total_words - (parts - number))
        aim = max(low, min(high, target))
        near = range(max(low, aim - reach), min(high, aim + reach) + 1)
        cuts.append(_best(near, ranks, aim))
    return cuts


def _best(near: range, ranks: dict[int, int], aim: int) -> int:
    """Return the position of the best rank, the nearest to `aim` among its equals."""
    return min(near, key=lambda position: (ranks.get(position, WORD_END), abs(position - aim)))


def _ranks(stretches: Sequence[Stretch]) -> dict[int, int]:
    """Return what ends at each word position where something more than a word ends."""
    ranks: dict[int, int] = {}
    position = 0
    for stretch in stretches:
        for sentence in stretch.sentences:
            ranks[position + sentence] = SENTENCE_END
        position += stretch.words
        if stretch.words:
            ranks[position] = BLOCK_END if stretch.ends_block else ITEM_END
    return ranks


def _spans(stretches: Sequence[Stretch], first: int, end: int) -> list[Span]:
    """Return what lies between two positions; a heading goes with the words that follow it."""
    spans = []
    start = 0
    for number, stretch in enumerate(stretches):
        stop = start + stretch.words
        if (stretch.words == 0 and first <= start < end) or max(first, start) < min(end, stop):
            spans.append(Span(number, max(first, start) - start, min(end, stop) - start))
        start = stop
    return spans


def _with_last_headings(last: Part, stretches: Sequence[Stretch]) -> Part:
    """Return the last part with the headings that no word follows."""
    trailing = len(stretches)
    while trailing and stretches[trailing - 1].words == 0:
        trailing -= 1
    headings = tuple(Span(number, 0, 0) for number in range(trailing, len(stretches)))
    return last._replace(spans=(*last.spans, *headings))

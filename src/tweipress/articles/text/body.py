"""The body of an article: parts of rendered pieces, made on write, cleaned on read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, NamedTuple

from django.utils.safestring import SafeString

from tweipress.articles.text import inline
from tweipress.articles.text.content import HEADING, LIST, QUOTE, Text
from tweipress.articles.text.pagination import Span, Stretch, cut

SENTENCE_SIGNS: Final = (".", "!", "?", "…")
CLOSING_SIGNS: Final = "\"'”’»)]*"


@dataclass(frozen=True, slots=True)
class Item:
    """A list item's clean HTML; `continued` means that it begins in the part before."""

    html: str
    continued: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece for a template: `kind` is heading, paragraph, list or quote.

    A heading's `html` is plain text. `continued` means that the piece begins in the part before.
    A quote's `source`, plain text too, comes with its end.
    """

    kind: str
    html: str = ""
    items: tuple[Item, ...] = ()
    source: str = ""
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the proof of reading, from 1; `words` counts the lead's with part 1."""

    number: int
    words: int
    pieces: tuple[Piece, ...]


class _Strand(NamedTuple):
    """A stretch and what it shows: a heading's text, or the words of a block's string."""

    kind: str
    block: int
    text: str
    words: list[inline.Word]
    source: str
    ends_block: bool


def made(text: Text, parts: int) -> list[dict[str, Any]]:
    """Return `text` cut into `parts` parts of clean HTML, as it is stored."""
    strands = list(_strands(text))
    stretches = [
        Stretch(len(strand.words), _sentences(strand.words), strand.ends_block)
        for strand in strands
    ]
    return [
        {"words": part.words, "pieces": _pieces(part.spans, strands)}
        for part in cut(stretches, len(text.lead.split()), parts)
    ]


def shown(stored: Sequence[dict[str, Any]]) -> list[Part]:
    """Return stored parts for a template, every string of HTML cleaned anew."""
    return [
        Part(number, part["words"], tuple(_shown(piece) for piece in part["pieces"]))
        for number, part in enumerate(stored, 1)
    ]


def _shown(piece: dict[str, Any]) -> Piece:
    html = piece["html"]
    return Piece(
        piece["kind"],
        html if piece["kind"] == HEADING else _safe(html),
        tuple(Item(_safe(item["html"]), item["continued"]) for item in piece["items"]),
        piece["source"],
        piece["continued"],
    )


def _safe(html: str) -> SafeString:
    return SafeString(inline.clean(html))


def _strands(text: Text) -> Iterator[_Strand]:
    block_number = 0
    for heading in text.headings:
        if heading.title:
            yield _Strand(HEADING, block_number, heading.title, [], "", ends_block=True)
            block_number += 1
        for block in heading.blocks:
            for number, string in enumerate(block.strings, 1):
                is_last = number == len(block.strings)
                words = inline.words(string)
                yield _Strand(block.kind, block_number, "", words, block.source, is_last)
            block_number += 1


def _sentences(words: list[inline.Word]) -> frozenset[int]:
    return frozenset(
        number
        for number, word in enumerate(words, 1)
        if inline.text_of(word).rstrip(CLOSING_SIGNS).endswith(SENTENCE_SIGNS)
    )


def _pieces(spans: tuple[Span, ...], strands: list[_Strand]) -> list[dict[str, Any]]:
    """Return the rendered pieces of a part: one for each block that has words in it."""
    return [
        _piece(list(group), strands)
        for _, group in groupby(spans, key=lambda span: strands[span.stretch].block)
    ]


def _piece(spans: list[Span], strands: list[_Strand]) -> dict[str, Any]:
    first, last = strands[spans[0].stretch], spans[-1]
    rendered = [
        {
            "html": inline.html(strands[span.stretch].words[span.first : span.end]),
            "continued": span.first > 0,
        }
        for span in spans
    ]
    at_end = last.end == len(strands[last.stretch].words)
    is_list = first.kind == LIST
    assert is_list or len(rendered) == 1
    return {
        "kind": first.kind,
        "html": "" if is_list else first.text or rendered[0]["html"],
        "items": rendered if is_list else [],
        "source": first.source if first.kind == QUOTE and at_end else "",
        "continued": spans[0].first > 0 or (is_list and _is_later_item(spans[0], strands)),
    }


def _is_later_item(span: Span, strands: list[_Strand]) -> bool:
    return span.stretch > 0 and strands[span.stretch - 1].block == strands[span.stretch].block

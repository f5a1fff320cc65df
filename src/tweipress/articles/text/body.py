"""The body of an article: parts of rendered pieces, made on write, cleaned on read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from typing import Any, Final, NamedTuple

from tweipress.articles.text import embeds, inline, markup
from tweipress.articles.text.blocks import (
    HEADING,
    Block,
    Code,
    Embed,
    Entry,
    List,
    Note,
    Picture,
    Quote,
    Subheading,
    Table,
)
from tweipress.articles.text.content import Text
from tweipress.articles.text.notes import Numbers, Words, WordsOf
from tweipress.articles.text.pagination import Span, Stretch, cut
from tweipress.articles.text.pieces import NOTES, Image, Piece
from tweipress.articles.text.pieces import shown as shown_piece

SENTENCE_SIGNS: Final = (".", "!", "?", "…")
CLOSING_SIGNS: Final = "\"'”’»)]*"

ImageOf = Callable[[int], Image | None]
"""What the library has under a picture's number, None if it has nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the proof of reading, from 1; `words` counts the lead's with part 1."""

    number: int
    words: int
    pieces: tuple[Piece, ...]


class _Strand(NamedTuple):
    """A stretch and what it shows: words of a block, or all of what has none and is never cut.

    `block` is a string for a heading. What has the same `group` is of one block.
    """

    group: int
    block: Block | str
    words: Words
    ends_block: bool = True
    entry: Entry | None = None


def no_image(_: int) -> Image | None:
    """Return what an empty library has."""
    return None


def made(text: Text, parts: int, image_of: ImageOf = no_image) -> list[dict[str, Any]]:
    """Return `text` cut into `parts` parts of clean HTML, as it is stored."""
    maker = _Maker(text, image_of)
    stretches = [
        Stretch(len(strand.words), _sentences(strand.words), strand.ends_block)
        for strand in maker.strands
    ]
    cut_parts = cut(stretches, len(text.lead.split()), parts)
    pieces = [maker.pieces(part.spans) for part in cut_parts]
    pieces[-1] += maker.notes()
    return [{"words": part.words, "pieces": of} for part, of in zip(cut_parts, pieces, strict=True)]


def whole(
    text: Text, words_of: WordsOf = inline.words, image_of: ImageOf = no_image
) -> tuple[Piece, ...]:
    """Return a whole body for a template, neither cut into parts nor made for keeping."""
    maker = _Maker(text, image_of, words_of)
    spans = [Span(at, 0, len(strand.words)) for at, strand in enumerate(maker.strands)]
    return tuple(map(shown_piece, (*maker.pieces(spans), *maker.notes())))


def shown(stored: Sequence[dict[str, Any]]) -> list[Part]:
    """Return stored parts for a template, every string of HTML cleaned anew."""
    headings = count(1)

    def numbered(piece: dict[str, Any]) -> Piece:
        return shown_piece(piece, next(headings) if piece["kind"] == HEADING else 0)

    return [
        Part(number, part["words"], tuple(map(numbered, part["pieces"])))
        for number, part in enumerate(stored, 1)
    ]


class _Maker:
    """Makes the pieces of a text from its start to its end, as its footnotes are numbered."""

    def __init__(self, text: Text, image_of: ImageOf, words_of: WordsOf = inline.words) -> None:
        """Split the text into strands."""
        self.words_of, self.image_of = words_of, image_of
        self.numbers = Numbers(text.notes, words_of)
        self.strands = list(self._strands(text))
        self.is_first = True

    def pieces(self, spans: Sequence[Span]) -> list[dict[str, Any]]:
        """Return the rendered pieces of a part: one for each block that it has something of."""
        groups = groupby(spans, key=lambda span: self.strands[span.stretch].group)
        return [self._piece(list(group)) for _, group in groups]

    def notes(self) -> list[dict[str, Any]]:
        """Return the piece of the footnotes, if there are any."""
        stored = [[note.html, note.references] for note in self.numbers.made()]
        return [{"kind": NOTES, "notes": stored}] if stored else []

    def _strands(self, text: Text) -> Iterator[_Strand]:
        """Yield what stands in the text; footnotes stand at its end."""
        group = 0
        for heading in text.headings:
            if heading.title:
                yield _Strand(group, heading.title, [])
            for block in heading.blocks:
                group += 1
                if isinstance(block, List):
                    yield from self._items(group, block)
                elif not isinstance(block, Note):
                    (running,) = block.running or ("",)
                    yield _Strand(group, block, self.words_of(running))
            group += 1

    def _items(self, group: int, of: List) -> Iterator[_Strand]:
        entries = list(of.entries())
        for entry in entries:
            is_last = entry is entries[-1]
            yield _Strand(group, of, self.words_of(entry.text), is_last, entry)

    def _piece(self, spans: list[Span]) -> dict[str, Any]:
        """Return what a part shows of one block."""
        block = self.strands[spans[0].stretch].block
        match block:
            case str():
                return {"kind": HEADING, "text": block}
            case Subheading():
                return {"kind": block.kind, "text": block.text}
            case Code():
                return {"kind": block.kind, "text": block.text, "source": block.language}
            case Embed():
                more = {"url": block.url, "source": embeds.host(block.url)}
                return {"kind": block.kind, "text": block.title, **more}
            case Table():
                return {"kind": block.kind, "html": self._table(block), "text": block.caption}
            case Picture():
                return self._picture(block)
            case List():
                return self._list(spans)
        (span,) = spans
        return self._prose(block, span)

    def _prose(self, block: Block, span: Span) -> dict[str, Any]:
        """Return words of a paragraph or quote; a quote's source comes with its end."""
        words = self.strands[span.stretch].words
        piece: dict[str, Any] = {
            "kind": block.kind,
            "html": self._html(words[span.first : span.end]),
        }
        if span.first:
            piece["continued"] = True
        if isinstance(block, Quote) and span.end == len(words):
            piece["source"] = block.source
        return piece

    def _list(self, spans: list[Span]) -> dict[str, Any]:
        items = []
        for span in spans:
            strand = self.strands[span.stretch]
            assert strand.entry is not None, "a list is of items"
            html = self._html(strand.words[span.first : span.end])
            items.append(markup.Rendered(strand.entry, html, span.first > 0))
        first = spans[0]
        before = self.strands[first.stretch - 1] if first.stretch else None
        is_later = before is not None and before.group == self.strands[first.stretch].group
        html = markup.list_html(items, continued=first.first > 0 or is_later)
        return {"kind": List.kind, "html": html}

    def _table(self, block: Table) -> str:
        head = [self._html(self.words_of(cell)) for cell in block.head]
        rows = [[self._html(self.words_of(cell)) for cell in row] for row in block.rows]
        return markup.table_html(head, rows, block.caption)

    def _picture(self, block: Picture) -> dict[str, Any]:
        """Return a picture; what the text does not say of it the library may know."""
        image = self.image_of(block.picture)
        if image and image.removed:
            return {"kind": block.kind, "text": block.caption, "removed": image.removed}
        is_first, self.is_first = self.is_first, False
        return {
            "kind": block.kind,
            "text": block.caption,
            "alt": block.alt or (image.alt if image else ""),
            "source": block.credit or (image.credit if image else ""),
            "image": image.as_json() if image else None,
            "is_first": is_first,
        }

    def _html(self, words: Words) -> str:
        return inline.html(words, self.numbers)


def _sentences(words: Words) -> frozenset[int]:
    return frozenset(
        number
        for number, word in enumerate(words, 1)
        if inline.text_of(word).rstrip(CLOSING_SIGNS).endswith(SENTENCE_SIGNS)
    )

"""The passages of a text, as notes count and quote them, and finding one again after edits.

A passage is a title, a lead, a heading, a paragraph, an item of a list, a row of a table: one line
of plain words, without Markdown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tweipress.articles.notes.models import CONTEXT_CHARS, QUOTE_CHARS, Note
from tweipress.articles.text import inline
from tweipress.articles.text.blocks import Block, Quote, Table
from tweipress.articles.text.content import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage by its number, counted from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a passage, and what stands around them there."""

    passage: int
    quote: str
    before: str
    after: str


def passages(text: Text) -> list[Passage]:
    """Return the passages of a text in their order."""
    lines = (" ".join(line.split()) for line in _lines(text))
    return [Passage(number, line) for number, line in enumerate(filter(None, lines), 1)]


def quoted(all_passages: Sequence[Passage], number: int | None, words: str) -> Quoted | None:
    """Return the words that a note is about, None if they are not in the text.

    Without words they are the beginning of passage `number`; else that is where they are looked for
    first.
    """
    if not words:
        chosen = next((each for each in all_passages if each.number == number), None)
        return _around(chosen, _beginning(chosen.text)) if chosen else None
    holding = [each for each in all_passages if words in each.text]
    if not holding:
        return None
    return _around(_nearest(holding, number or 0), words)


def passage_of(note: Note, all_passages: Sequence[Passage]) -> int | None:
    """Return the number of the passage that has a note's words now, None if none has them.

    If several have them it is the one in which more of what stood around them still does, and of
    these the one that is nearest to where they were.
    """
    holding = [each for each in all_passages if note.quote in each.text]
    wider = (
        note.before + note.quote + note.after,
        note.before + note.quote,
        note.quote + note.after,
    )
    for words in wider:
        same = [each for each in holding if words in each.text]
        if same:
            holding = same
            break
    return _nearest(holding, note.passage).number if holding else None


def _nearest(some: Sequence[Passage], number: int) -> Passage:
    return min(some, key=lambda each: (abs(each.number - number), each.number))


def _around(passage: Passage, words: str) -> Quoted:
    before, _words, after = passage.text.partition(words)
    return Quoted(passage.number, words, before[-CONTEXT_CHARS:], after[:CONTEXT_CHARS])


def _beginning(text: str) -> str:
    """Return the first words of a passage, as many as a note quotes."""
    if len(text) <= QUOTE_CHARS:
        return text
    cut = text[: QUOTE_CHARS + 1].rpartition(" ")[0]
    return cut or text[:QUOTE_CHARS]


def _lines(text: Text) -> Iterator[str]:
    yield text.title
    yield text.lead
    for heading in text.headings:
        yield heading.title
        for block in heading.blocks:
            yield from _lines_of(block)


def _lines_of(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        for row in (block.head, *block.rows):
            yield " ".join(inline.plain(cell) for cell in row)
        yield block.caption
        return
    words = [inline.plain(each) for each in block.marked]
    yield from words
    said = [each for each in block.said if each]
    yield from said
    if isinstance(block, Quote):
        yield block.source
    if not any(words) and not said:  # a picture or a card of which nothing is said
        yield from block.typed

"""A text as lines, which are compared: fields, paragraphs, items, rows, lines of code."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from tweipress.articles.text import inline
from tweipress.articles.text.blocks import (
    CODE,
    EMBED,
    HEADING,
    NOTE,
    PARAGRAPH,
    PICTURE,
    QUOTE,
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

TITLE: Final = "title"
LEAD: Final = "lead"
SECTION: Final = "section"
ITEM: Final = "item"
SOURCE: Final = "source"
ROW: Final = "row"
CAPTION: Final = "caption"
CREDIT: Final = "credit"
MARKED: Final = {PARAGRAPH, ITEM, QUOTE, ROW, NOTE}
"""The kinds whose text is inline Markdown."""

BULLET: Final = "–"
NUMBER: Final = "#"
CELL_END: Final = "\x1f"
"""Stands between the cells of a row, where no tidied text has it: marks end with their cell."""
BETWEEN_CELLS: Final = (inline.Run("|"),)
NO_BREAK: Final = "\u00a0"


class Line(NamedTuple):
    """What is compared first: a field of the article, a paragraph, an item, a quote, a row."""

    kind: str
    text: str


def lines(text: Text) -> list[Line]:
    """Return a text as lines, title first; empty ones are left out."""
    return [line for line in _lines(text) if line.text]


def words(line: Line) -> list[inline.Word]:
    """Return a line's words with their marks."""
    if line.kind == ROW:
        cells = [inline.words(cell) for cell in line.text.split(CELL_END)]
        return [word for cell in cells for word in (BETWEEN_CELLS, *cell)][1:]
    return inline.words(line.text) if line.kind in MARKED else raw_words(line)


def raw_words(line: Line) -> list[inline.Word]:
    """Return a line's words as they were typed; code keeps how far it is indented."""
    if line.kind == CODE:
        bare = line.text.lstrip()
        indent = NO_BREAK * (len(line.text.expandtabs(4)) - len(bare.expandtabs(4)))
        return [(inline.Run(word),) for word in f"{indent}{bare}".split(" ") if word]
    text = line.text.replace(CELL_END, " | ")
    return [(inline.Run(word),) for word in text.split()]


def _lines(text: Text) -> Iterator[Line]:
    yield Line(TITLE, text.title)
    yield Line(LEAD, text.lead)
    yield Line(SECTION, text.section)
    for heading in text.headings:
        yield Line(HEADING, heading.title)
        for block in heading.blocks:
            yield from _of_block(block)


def _of_block(block: Block) -> Iterator[Line]:
    match block:
        case List():
            yield from (_item(entry) for entry in block.entries())
        case Table():
            yield Line(CAPTION, block.caption)
            yield from (Line(ROW, CELL_END.join(row)) for row in (block.head, *block.rows))
        case Code():
            yield from (Line(CODE, row) for row in block.text.split("\n"))
        case Picture():
            yield Line(PICTURE, f"picture:{block.picture} {block.alt}".strip())
            yield Line(CAPTION, block.caption)
            yield Line(CREDIT, block.credit)
        case Embed():
            yield Line(EMBED, f"{block.title} {block.url}".strip())
        case Note():
            yield Line(NOTE, f"{block.label}: {block.text}")
        case Subheading():
            yield Line(block.kind, block.text)
        case _:
            (running,) = block.running
            yield Line(block.kind, running)
            yield Line(SOURCE, block.source if isinstance(block, Quote) else "")


def _item(entry: Entry) -> Line:
    """Return an item with a sign for its place, but in a plain list; numbers change with others."""
    *outer, is_ordered = entry.orders
    signs = [BULLET] * len(outer) + [NUMBER if is_ordered else BULLET] * bool(outer or is_ordered)
    before = " ".join(signs)
    return Line(ITEM, f"{before} {entry.text}".strip())

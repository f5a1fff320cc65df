"""From headings and blocks to the Markdown that makes them again."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tweipress.articles.text.blocks import (
    Block,
    Code,
    Embed,
    Item,
    List,
    Note,
    Picture,
    Quote,
    Subheading,
    Table,
)
from tweipress.articles.text.checking import Heading
from tweipress.articles.text.markdown.notation import (
    BULLETS,
    DELIMITERS,
    SOURCE_SIGNS,
    escaped,
    escaped_alt,
    escaped_caption,
)

FENCE_CHARS: Final = 3


def text(of: Sequence[Heading]) -> str:
    """Return headings and blocks as the Markdown that makes them again."""
    pieces: list[str] = []
    lists = 0
    for heading in of:
        if heading.title:
            pieces.append(_heading("##", heading.title))
            lists = 0
        for block in heading.blocks:
            # Lists next to each other have different signs: else they would be one.
            lists = lists + 1 if isinstance(block, List) else 0
            pieces.append(_block(block, lists % len(BULLETS) - 1))
    return "\n\n".join(pieces)


def _block(block: Block, sign: int) -> str:
    match block:
        case Subheading():
            return _heading("###", block.text)
        case List():
            return "\n".join(_items(block, block.start, sign))
        case Quote():
            source = f"\n> {SOURCE_SIGNS[0]}{block.source}" if block.source else ""
            return f"> {escaped(block.text)}{source}"
        case Code():
            return _code(block)
        case Table():
            return _table(block)
        case Picture():
            return _picture(block)
        case Embed():
            return f"@[{escaped_alt(block.title)}]({block.url})"
        case Note():
            return f"[^{block.label}]: {block.text}"
    (running,) = block.running
    return escaped(running)


def _heading(signs: str, title: str) -> str:
    """Return a heading; one that ends in number signs gets more, which Markdown takes away."""
    return f"{signs} {title}" + (f" {signs}" if title.endswith("#") else "")


def _items(of: List | Item, start: int, sign: int) -> Iterator[str]:
    """Yield the lines of a list; lists below an item are as far in as its text."""
    for number, item in enumerate(of.items, start):
        mark = f"{number}{DELIMITERS[sign]} " if of.ordered else f"{BULLETS[sign]} "
        yield f"{mark}{escaped(item.text)}"
        yield from (" " * len(mark) + row for row in _items(item, 1, sign))


def _code(block: Code) -> str:
    """Return code between fences that are longer than any run of their sign in it."""
    longest = max((len(run) for run in re.findall("`+", block.text)), default=0)
    fence = "`" * max(FENCE_CHARS, longest + 1)
    return f"{fence}{block.language}\n{block.text}\n{fence}"


def _table(block: Table) -> str:
    rows = [_row(block.head), _row(["---"] * len(block.head)), *map(_row, block.rows)]
    caption = f"\n\n: {block.caption}" if block.caption else ""
    return "\n".join(rows) + caption


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _picture(block: Picture) -> str:
    caption = f"\n{escaped_caption(block.caption)}" if block.caption else ""
    credit = f"\n{SOURCE_SIGNS[0]}{block.credit}" if block.credit else ""
    return f"![{escaped_alt(block.alt)}](picture:{block.picture}){caption}{credit}"

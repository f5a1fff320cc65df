"""Checks of headings and blocks as JSON: each kind has its own, and all have bounds (limits.py)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tweipress.articles.text import embeds, limits
from tweipress.articles.text.blocks import (
    CODE,
    EMBED,
    KINDS,
    LIST,
    NOTE,
    PARAGRAPH,
    PICTURE,
    QUOTE,
    SUBHEADING,
    TABLE,
    Block,
    Code,
    Embed,
    Item,
    List,
    Note,
    Paragraph,
    Picture,
    Quote,
    Strings,
    Subheading,
    Table,
)
from tweipress.articles.text.faults import ContentError, Fault
from tweipress.articles.text.tidying import END_OF_LINE, code, fields, line, rows

LABEL: Final = re.compile(rf"[\w.-]{{1,{limits.LABEL_CHARS}}}")
LANGUAGE: Final = re.compile(rf"[\w+#.-]{{1,{limits.LANGUAGE_CHARS}}}", re.ASCII)

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, whose title may be empty, and the blocks under it."""

    title: str
    blocks: tuple[Block, ...]

    def as_json(self) -> dict[str, Any]:
        """Return heading and blocks as they are stored and imported."""
        return {"heading": self.title, "blocks": [block.as_json() for block in self.blocks]}


def headings(value: object) -> tuple[Heading, ...]:
    """Return the checked headings with their blocks; ContentError at the first fault.

    What is under a heading without a title belongs to the one before.
    """
    given = rows(value, "sections")
    _bound("sections", Fault.TOO_MANY_HEADINGS, "headings", len(given), limits.HEADINGS_MAX)
    listed = list(_listed(given))
    blocks = sum(_size(block) for block in listed)
    _bound("sections", Fault.TOO_MANY_BLOCKS, "blocks", blocks, limits.BLOCKS_MAX)
    cells = sum(_cells(block) for block in listed)
    _bound("sections", Fault.TOO_MANY_CELLS, "cells", cells, limits.CELLS_MAX)
    made: list[Heading] = []
    for number, row in enumerate(given):
        heading = _heading(row, f"sections[{number}]")
        if heading.title or not made:
            made.append(heading)
        else:
            made[-1] = Heading(made[-1].title, made[-1].blocks + heading.blocks)
    _check_notes(made)
    return tuple(heading for heading in made if heading.title or heading.blocks)


def _bound(path: str, fault: Fault, name: str, number: int, most: int) -> None:
    if number > most:
        raise ContentError(path, fault, **{name: number, "most": most})


def _listed(given: Sequence[object]) -> Iterator[object]:
    """Yield all blocks before any is looked at, whatever else is wrong."""
    for row in given:
        blocks = row.get("blocks") if isinstance(row, dict) else None
        yield from blocks if isinstance(blocks, list) else ()


def _size(block: object, depth: int = limits.LIST_DEPTH) -> int:
    """Count a block with its items, rows or lines of code."""
    if not isinstance(block, dict):
        return 1
    if block.get("kind") == CODE:
        text = block.get("text")
        return len(END_OF_LINE.findall(text)) + 1 if isinstance(text, str) else 1
    parts = block.get("rows") if block.get("kind") == TABLE else block.get("items")
    if not isinstance(parts, list):
        return 1
    if block.get("kind") == TABLE:
        return len(parts) + 1
    items = sum(_size(item, depth - 1) for item in parts) if depth else len(parts)
    return items + (depth < limits.LIST_DEPTH) or 1


def _cells(block: object) -> int:
    table = block if isinstance(block, dict) and block.get("kind") == TABLE else {}
    given = table.get("rows"), [table.get("head")]
    return sum(
        len(cells)
        for part in given
        if isinstance(part, list)
        for cells in part
        if isinstance(cells, list)
    )


def _heading(value: object, path: str) -> Heading:
    row = fields(value, path, {"heading", "blocks"})
    title = line(row.get("heading", ""), f"{path}.heading", limits.TITLE_CHARS)
    blocks = rows(row.get("blocks", []), f"{path}.blocks")
    return Heading(
        title,
        tuple(_block(block, f"{path}.blocks[{number}]") for number, block in enumerate(blocks)),
    )


def _check_notes(made: Sequence[Heading]) -> None:
    """Refuse two footnotes of the same label, and more pictures than a page can show."""
    blocks = [block for heading in made for block in heading.blocks]
    labels = Counter(block.label for block in blocks if isinstance(block, Note))
    if twice := next((label for label, times in labels.items() if times > 1), ""):
        raise ContentError("sections", Fault.TWICE, label=twice)
    pictures = sum(isinstance(block, Picture) for block in blocks)
    _bound("sections", Fault.TOO_MANY_PICTURES, "pictures", pictures, limits.PICTURES_MAX)


def _block(value: object, path: str) -> Block:
    row = value if isinstance(value, dict) else fields(value, path, set())
    kind = row.get("kind")
    if not isinstance(kind, str) or kind not in CHECKS:
        raise ContentError(f"{path}.kind", Fault.NO_KIND, kinds=", ".join(KINDS))
    known, check = CHECKS[kind]
    return check(fields(row, path, {"kind", *known}), path)


def _text(row: Row, path: str, name: str = "text") -> str:
    return line(row.get(name, ""), f"{path}.{name}", limits.TEXT_CHARS, needed=True)


def _plain(row: Row, path: str, name: str, chars: int) -> str:
    return line(row.get(name, ""), f"{path}.{name}", chars)


def _list(row: Row, path: str) -> List:
    ordered, items = _truth(row, path), _items(row, path, 1)
    most = limits.LIST_NUMBER_MAX + 1 - len(items)
    start = _number(row.get("start", 1), f"{path}.start", 0, most)
    if start != 1 and not ordered:
        raise ContentError(f"{path}.start", Fault.UNKNOWN_KEY)
    return List(items, ordered, start)


def _items(row: Row, path: str, depth: int) -> tuple[Item, ...]:
    if depth > limits.LIST_DEPTH:
        raise ContentError(f"{path}.items", Fault.TOO_DEEP, most=limits.LIST_DEPTH)
    items = rows(row.get("items"), f"{path}.items")
    if not items:
        raise ContentError(f"{path}.items", Fault.EMPTY)
    return tuple(_item(item, f"{path}.items[{number}]", depth) for number, item in enumerate(items))


def _item(value: object, path: str, depth: int) -> Item:
    if not isinstance(value, dict):
        return Item(line(value, path, limits.TEXT_CHARS, needed=True))
    row = fields(value, path, {"text", "ordered", "items"})
    text, ordered = _text(row, path), _truth(row, path)
    return Item(text, ordered, _items(row, path, depth + 1)) if row.get("items") else Item(text)


def _code(row: Row, path: str) -> Code:
    language = _plain(row, path, "language", limits.LANGUAGE_CHARS)
    if language and not LANGUAGE.fullmatch(language):
        raise ContentError(f"{path}.language", Fault.NO_LABEL)
    return Code(code(row.get("text", ""), f"{path}.text", limits.TEXT_CHARS), language)


def _table(row: Row, path: str) -> Table:
    head = _row(row.get("head"), f"{path}.head")
    if not head:
        raise ContentError(f"{path}.head", Fault.EMPTY)
    _bound(f"{path}.head", Fault.TOO_MANY_COLUMNS, "columns", len(head), limits.COLUMNS_MAX)
    body: list[Strings] = []
    for number, cells in enumerate(rows(row.get("rows"), f"{path}.rows")):
        body.append(_row(cells, f"{path}.rows[{number}]"))
        if len(body[-1]) != len(head):
            figures = {"cells": len(body[-1]), "columns": len(head)}
            raise ContentError(f"{path}.rows[{number}]", Fault.UNEVEN, **figures)
    if not any((*head, *(cell for cells in body for cell in cells))):
        raise ContentError(f"{path}.rows", Fault.EMPTY)
    return Table(head, tuple(body), _plain(row, path, "caption", limits.CAPTION_CHARS))


def _row(value: object, path: str) -> Strings:
    cells = rows(value, path)
    return tuple(
        line(cell, f"{path}[{number}]", limits.TEXT_CHARS) for number, cell in enumerate(cells)
    )


def _picture(row: Row, path: str) -> Picture:
    return Picture(
        _number(row.get("picture"), f"{path}.picture", 1, limits.PICTURE_ID_MAX),
        _plain(row, path, "alt", limits.ALT_CHARS),
        _plain(row, path, "caption", limits.CAPTION_CHARS),
        _plain(row, path, "credit", limits.TITLE_CHARS),
    )


def _embed(row: Row, path: str) -> Embed:
    url = line(row.get("url", ""), f"{path}.url", limits.ADDRESS_CHARS, needed=True)
    embeds.check(url, f"{path}.url")
    return Embed(url, _plain(row, path, "title", limits.TITLE_CHARS))


def _note(row: Row, path: str) -> Note:
    label = _plain(row, path, "label", limits.LABEL_CHARS)
    if not LABEL.fullmatch(label):
        raise ContentError(f"{path}.label", Fault.NO_LABEL)
    return Note(label, _text(row, path))


def _truth(row: Row, path: str) -> bool:
    value = row.get("ordered", False)
    if not isinstance(value, bool):
        raise ContentError(f"{path}.ordered", Fault.NO_TRUTH)
    return value


def _number(value: object, path: str, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ContentError(path, Fault.NO_NUMBER, least=least, most=most)
    return value


CHECKS: Final[Mapping[str, tuple[set[str], Callable[[Row, str], Block]]]] = {
    PARAGRAPH: ({"text"}, lambda row, path: Paragraph(_text(row, path))),
    SUBHEADING: (
        {"text"},
        lambda row, path: Subheading(
            line(row.get("text", ""), f"{path}.text", limits.TITLE_CHARS, needed=True)
        ),
    ),
    LIST: ({"ordered", "start", "items"}, _list),
    QUOTE: (
        {"text", "source"},
        lambda row, path: Quote(_text(row, path), _plain(row, path, "source", limits.TITLE_CHARS)),
    ),
    CODE: ({"text", "language"}, _code),
    TABLE: ({"head", "rows", "caption"}, _table),
    PICTURE: ({"picture", "alt", "caption", "credit"}, _picture),
    EMBED: ({"url", "title"}, _embed),
    NOTE: ({"label", "text"}, _note),
}

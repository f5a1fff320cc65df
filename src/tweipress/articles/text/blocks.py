"""The kinds of blocks of an article, as values and as JSON. What they may hold: checking.py.

A block knows its strings by what they are: `running` is inline Markdown (inline.py) whose words are
counted, `marked` all of its inline Markdown, `said` the plain text that readers see besides, and
`typed` what was typed and is no part of the text, as addresses and sources.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Final, NamedTuple

HEADING: Final = "heading"
PARAGRAPH: Final = "paragraph"
SUBHEADING: Final = "subheading"
LIST: Final = "list"
QUOTE: Final = "quote"
CODE: Final = "code"
TABLE: Final = "table"
PICTURE: Final = "picture"
EMBED: Final = "embed"
NOTE: Final = "note"

Strings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """What all kinds have in common. A kind that says nothing here has no such strings."""

    kind: ClassVar[str]

    @property
    def running(self) -> Strings:
        """Return the inline Markdown whose words are counted."""
        return ()

    @property
    def marked(self) -> Strings:
        """Return all inline Markdown."""
        return self.running

    @property
    def said(self) -> Strings:
        """Return the plain text that is read, and found by the search."""
        return ()

    @property
    def typed(self) -> Strings:
        """Return what was typed besides."""
        return ()

    def as_json(self) -> dict[str, Any]:
        """Return the block as it is stored and imported."""
        return {"kind": self.kind, **_json(self)}


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph of inline Markdown."""

    kind: ClassVar[str] = PARAGRAPH
    text: str

    @property
    def running(self) -> Strings:
        """Return its text."""
        return (self.text,)


@dataclass(frozen=True, slots=True)
class Subheading(Block):
    """A heading below the headings: plain text, whose words are not counted."""

    kind: ClassVar[str] = SUBHEADING
    text: str

    @property
    def said(self) -> Strings:
        """Return its text."""
        return (self.text,)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with a list below it if it has `items`; `ordered` is about these."""

    text: str
    ordered: bool = False
    items: tuple["Item", ...] = ()


class Entry(NamedTuple):
    """An item where it stands.

    For each list around it, outermost first: whether that is ordered, and the item's number there.
    """

    orders: tuple[bool, ...]
    numbers: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class List(Block):
    """A list; an ordered one begins with the number `start`."""

    kind: ClassVar[str] = LIST
    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1

    @property
    def running(self) -> Strings:
        """Return the text of every item, as it is read."""
        return tuple(entry.text for entry in self.entries())

    def entries(self) -> Iterator[Entry]:
        """Yield all items as they are read, those of lists in lists too."""
        return _entries(self, Entry((), (), ""), self.start)


def _entries(of: List | Item, above: Entry, start: int = 1) -> Iterator[Entry]:
    orders = (*above.orders, of.ordered)
    for number, item in enumerate(of.items, start):
        entry = Entry(orders, (*above.numbers, number), item.text)
        yield entry
        yield from _entries(item, entry)


@dataclass(frozen=True, slots=True)
class Quote(Block):
    """A quote of inline Markdown; its `source`, plain text, may be empty."""

    kind: ClassVar[str] = QUOTE
    text: str
    source: str = ""

    @property
    def running(self) -> Strings:
        """Return its text."""
        return (self.text,)

    @property
    def typed(self) -> Strings:
        """Return its source."""
        return (self.source,)


@dataclass(frozen=True, slots=True)
class Code(Block):
    """Lines of code, kept as they are indented; `language` is its name, and may be empty."""

    kind: ClassVar[str] = CODE
    text: str
    language: str = ""

    @property
    def said(self) -> Strings:
        """Return the code."""
        return (self.text,)

    @property
    def typed(self) -> Strings:
        """Return the name of its language."""
        return (self.language,)


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table of inline Markdown; each row has as many cells as the head. Its caption is plain."""

    kind: ClassVar[str] = TABLE
    head: Strings
    rows: tuple[Strings, ...]
    caption: str = ""

    @property
    def marked(self) -> Strings:
        """Return all cells, row by row."""
        return (*self.head, *(cell for row in self.rows for cell in row))

    @property
    def said(self) -> Strings:
        """Return the caption."""
        return (self.caption,)


@dataclass(frozen=True, slots=True)
class Picture(Block):
    """A picture of the library by its number; `alt`, caption and credit are plain text."""

    kind: ClassVar[str] = PICTURE
    picture: int
    alt: str
    caption: str = ""
    credit: str = ""

    @property
    def said(self) -> Strings:
        """Return what it shows, in words, and its caption."""
        return (self.alt, self.caption)

    @property
    def typed(self) -> Strings:
        """Return its credit and its number."""
        return (self.credit, f"picture:{self.picture}")


@dataclass(frozen=True, slots=True)
class Embed(Block):
    """Something of another site, shown as a card that links to it (embeds.py)."""

    kind: ClassVar[str] = EMBED
    url: str
    title: str = ""

    @property
    def said(self) -> Strings:
        """Return its title."""
        return (self.title,)

    @property
    def typed(self) -> Strings:
        """Return its address."""
        return (self.url,)


@dataclass(frozen=True, slots=True)
class Note(Block):
    """A footnote of inline Markdown, to which `[^label]` refers; its words are not counted."""

    kind: ClassVar[str] = NOTE
    label: str
    text: str

    @property
    def marked(self) -> Strings:
        """Return its text."""
        return (self.text,)

    @property
    def typed(self) -> Strings:
        """Return its label."""
        return (self.label,)


CLASSES: Final[Mapping[str, type[Block]]] = {
    made.kind: made
    for made in (Paragraph, Subheading, List, Quote, Code, Table, Picture, Embed, Note)
}
KINDS: Final = tuple(CLASSES)


def stored(row: Mapping[str, Any]) -> Block:
    """Return a block from its JSON, which was checked when it was stored."""
    given = {name: value for name, value in row.items() if name != "kind"}
    if row["kind"] == LIST:
        given["items"] = tuple(map(_item, row["items"]))
    if row["kind"] == TABLE:
        given.update(head=tuple(row["head"]), rows=tuple(map(tuple, row["rows"])))
    return CLASSES[row["kind"]](**given)


def _item(row: str | Mapping[str, Any]) -> Item:
    if isinstance(row, str):
        return Item(row)
    return Item(row["text"], row.get("ordered", False), tuple(map(_item, row.get("items", ()))))


def _json(of: Block | Item) -> dict[str, Any]:
    """Return all fields but those that are as they would be without being given."""
    values = {field.name: (getattr(of, field.name), field.default) for field in fields(of)}
    return {name: _plain(value) for name, (value, default) in values.items() if value != default}


def _plain(value: object) -> object:
    if isinstance(value, Item):
        return _json(value) if value.items else value.text
    return [_plain(each) for each in value] if isinstance(value, tuple) else value

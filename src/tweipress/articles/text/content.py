"""Content of an article: title, lead, headings and blocks, tidied and checked. No storage.

Paragraphs, list items and quotes are inline Markdown (inline.py). Title, lead, headings, sources
and the news section's name are plain text. The words of lead, paragraphs, items and quotes are
counted; those of headings and sources are not. Forms, database and import file keep a text as JSON,
where `sections` are the headings with their blocks (docs/import.md).
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tweipress.articles.text import inline
from tweipress.articles.text.faults import ContentError, Fault

TITLE_CHARS: Final = 200
LEAD_CHARS: Final = 600
SECTION_CHARS: Final = 40
HEADINGS_MAX: Final = 40
BLOCKS_MAX: Final = 1000
TEXT_CHARS: Final = 60_000
"""Bounds of a text, far above any article that is read. They keep pages small and quick to make."""

MARKDOWN_SIGNS: Final = "*_`[]\\"
MARKDOWN_SIGNS_MAX: Final = 10_000
"""Signs that may begin or end a mark: one in six of the longest text. Each costs as much to read as
ten letters, and a text is read several times until it is saved."""
MARKS_MAX: Final = 30
"""Accents on one letter: as many as Unicode's stream-safe text has (UAX #15), and no language needs
more. To compose n of them takes n times n steps."""

PARAGRAPH: Final = "paragraph"
LIST: Final = "list"
QUOTE: Final = "quote"
HEADING: Final = "heading"
KINDS: Final = (PARAGRAPH, LIST, QUOTE)

# Invisible characters that change the direction of text: with them a price could be forged.
TURNING_SIGNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or quote (`text`, and a quote's `source`), or a list (`items`)."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    source: str = ""

    @property
    def strings(self) -> tuple[str, ...]:
        """Return the block's inline Markdown, one string a paragraph, quote or item."""
        return self.items if self.kind == LIST else (self.text,)

    def as_json(self) -> dict[str, Any]:
        """Return the block as it is stored and imported."""
        if self.kind == LIST:
            return {"kind": LIST, "items": list(self.items)}
        block = {"kind": self.kind, "text": self.text}
        return {**block, "source": self.source} if self.source else block


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, whose title may be empty, and the blocks under it."""

    title: str
    blocks: tuple[Block, ...]

    def as_json(self) -> dict[str, Any]:
        """Return heading and blocks as they are stored and imported."""
        return {"heading": self.title, "blocks": [block.as_json() for block in self.blocks]}


@dataclass(frozen=True, slots=True)
class Text:
    """A whole article as its writer gives it; `section` is the news section, and may be empty."""

    title: str
    lead: str
    section: str
    headings: tuple[Heading, ...]

    def as_json(self) -> list[dict[str, Any]]:
        """Return headings and blocks as they are stored and imported, there called sections."""
        return [heading.as_json() for heading in self.headings]

    @property
    def words(self) -> int:
        """Return the number of words, the figure that Time to Read and the books go by."""
        return len(self.lead.split()) + sum(inline.word_count(text) for text in self._strings())

    @property
    def plain(self) -> str:
        """Return every word of the article without Markdown, for the search."""
        headings = (heading.title for heading in self.headings)
        marked = (inline.plain(text) for text in self._strings())
        return "\n".join((self.title, self.lead, *headings, *marked))

    @property
    def typed(self) -> str:
        """Return every word as it was typed, with addresses of links and sources of quotes."""
        headings = (heading.title for heading in self.headings)
        sources = (block.source for heading in self.headings for block in heading.blocks)
        return "\n".join((self.title, self.lead, *headings, *self._strings(), *sources))

    def _strings(self) -> Iterator[str]:
        for heading in self.headings:
            for block in heading.blocks:
                yield from block.strings


def tidy(text: str) -> str:
    """Return `text` on one line, in composed form, without control and direction characters."""
    kept = (
        sign for sign in text if sign.isspace() or (unicodedata.category(sign) not in {"Cc", "Cs"})
    )
    bounded = _with_few_marks(sign for sign in kept if sign not in TURNING_SIGNS)
    return " ".join(unicodedata.normalize("NFC", "".join(bounded)).split())


def _with_few_marks(signs: Iterable[str]) -> Iterator[str]:
    """Leave out the accents on a letter beyond MARKS_MAX."""
    marks = 0
    for sign in signs:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MARKS_MAX:
            yield sign


def checked(title: object, lead: object, section: object, sections: object) -> Text:
    """Return the tidied text; raise ContentError at the first thing that cannot be kept."""
    text = Text(
        line(title, "title", TITLE_CHARS, needed=True),
        line(lead, "lead", LEAD_CHARS),
        line(section, "section", SECTION_CHARS),
        _headings(sections),
    )
    if "/" in text.section or text.section in {".", ".."}:
        raise ContentError("section", Fault.NO_ADDRESS)
    typed = text.typed
    signs = sum(typed.count(sign) for sign in MARKDOWN_SIGNS)
    if signs > MARKDOWN_SIGNS_MAX:
        raise ContentError("sections", Fault.TOO_MANY_SIGNS, signs=signs, most=MARKDOWN_SIGNS_MAX)
    chars = len(text.plain) - len(text.title)
    if chars > TEXT_CHARS:
        raise ContentError("sections", Fault.TOO_LONG, chars=chars, most=TEXT_CHARS)
    return text


def stored(title: str, lead: str, section: str, sections: Sequence[Mapping[str, Any]]) -> Text:
    """Return a text that was checked when it was stored."""
    return Text(title, lead, section, tuple(_stored_heading(row) for row in sections))


def _stored_heading(row: Mapping[str, Any]) -> Heading:
    blocks = (
        Block(
            block["kind"],
            block.get("text", ""),
            tuple(block.get("items", ())),
            block.get("source", ""),
        )
        for block in row["blocks"]
    )
    return Heading(row["heading"], tuple(blocks))


def line(value: object, path: str, chars_max: int, *, needed: bool = False) -> str:
    """Return one tidied line of plain text of at most `chars_max` characters."""
    if not isinstance(value, str):
        raise ContentError(path, Fault.NO_TEXT)
    tidied = tidy(value)
    if needed and not tidied:
        raise ContentError(path, Fault.EMPTY)
    if len(tidied) > chars_max:
        raise ContentError(path, Fault.TOO_LONG, chars=len(tidied), most=chars_max)
    return tidied


def _headings(value: object) -> tuple[Heading, ...]:
    rows = _rows(value, "sections")
    if len(rows) > HEADINGS_MAX:
        raise ContentError(
            "sections", Fault.TOO_MANY_HEADINGS, headings=len(rows), most=HEADINGS_MAX
        )
    if (blocks := _blocks_in(rows)) > BLOCKS_MAX:
        raise ContentError("sections", Fault.TOO_MANY_BLOCKS, blocks=blocks, most=BLOCKS_MAX)
    return tuple(_heading(row, f"sections[{number}]") for number, row in enumerate(rows))


def _blocks_in(rows: Sequence[object]) -> int:
    """Count paragraphs, items and quotes before any is looked at, whatever else is wrong."""
    number = 0
    for row in rows:
        blocks = row.get("blocks") if isinstance(row, dict) else None
        for block in blocks if isinstance(blocks, list) else ():
            items = block.get("items") if isinstance(block, dict) else None
            number += len(items) if isinstance(items, list) and items else 1
    return number


def _heading(value: object, path: str) -> Heading:
    row = fields(value, path, {"heading", "blocks"})
    title = line(row.get("heading", ""), f"{path}.heading", TITLE_CHARS)
    blocks = _rows(row.get("blocks", []), f"{path}.blocks")
    return Heading(
        title,
        tuple(_block(block, f"{path}.blocks[{number}]") for number, block in enumerate(blocks)),
    )


def _block(value: object, path: str) -> Block:
    row = fields(value, path, {"kind", "text", "items", "source"})
    kind = row.get("kind")
    if kind == LIST:
        fields(value, path, {"kind", "items"})
        items = _rows(row.get("items"), f"{path}.items")
        if not items:
            raise ContentError(f"{path}.items", Fault.EMPTY)
        return Block(
            LIST,
            items=tuple(
                line(item, f"{path}.items[{number}]", TEXT_CHARS, needed=True)
                for number, item in enumerate(items)
            ),
        )
    if kind not in KINDS:
        raise ContentError(f"{path}.kind", Fault.NO_KIND, kinds=", ".join(KINDS))
    fields(value, path, {"kind", "text"} | ({"source"} if kind == QUOTE else set()))
    text = line(row.get("text", ""), f"{path}.text", TEXT_CHARS, needed=True)
    source = line(row.get("source", ""), f"{path}.source", TITLE_CHARS)
    return Block(str(kind), text, source=source)


def fields(value: object, path: str, known: set[str]) -> Mapping[str, object]:
    """Return a JSON object whose keys are all `known`; a misspelt key is an error, not dropped."""
    if not isinstance(value, dict):
        raise ContentError(path, Fault.NO_OBJECT)
    if unknown := sorted(set(value) - known):
        raise ContentError(f"{path}.{unknown[0]}" if path else unknown[0], Fault.UNKNOWN_KEY)
    return value


def _rows(value: object, path: str) -> Sequence[object]:
    if not isinstance(value, list):
        raise ContentError(path, Fault.NO_LIST)
    return value

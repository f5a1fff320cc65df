"""What an article says: title, lead, sections and blocks, tidied and checked. No storage, no money.

Paragraphs, list items and quotes are inline Markdown (inline.py); title, lead, headings, sources
and the news section's name are plain text. The word count is that of lead, paragraphs, items and
quotes; headings and sources are not counted.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tweipress.articles.text import inline

TITLE_CHARS: Final = 200
LEAD_CHARS: Final = 600
TOPIC_CHARS: Final = 40
SECTIONS: Final = 40
TEXT_CHARS: Final = 60_000
"""Bounds of a text, far above any article that is read: they keep a page and its making small."""

PARAGRAPH: Final = "paragraph"
LIST: Final = "list"
QUOTE: Final = "quote"
HEADING: Final = "heading"
KINDS: Final = (PARAGRAPH, LIST, QUOTE)

# Invisible signs that turn the order of the text around them: a name or price could be forged.
TURNING_SIGNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class ContentError(ValueError):
    """A text that cannot be kept: `path` says where (`sections[0].heading`), `reason` why."""

    def __init__(self, path: str, reason: str) -> None:
        """Keep place and reason apart: a form shows the reason beside its field."""
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


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
class Section:
    """A heading (may be empty) and the blocks under it."""

    heading: str
    blocks: tuple[Block, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the section as it is stored and imported."""
        return {"heading": self.heading, "blocks": [block.as_json() for block in self.blocks]}


@dataclass(frozen=True, slots=True)
class Text:
    """A whole article as its writer gives it; `topic` is the news section's name, may be empty."""

    title: str
    lead: str
    topic: str
    sections: tuple[Section, ...]

    @property
    def words(self) -> int:
        """Return the number of words, the figure that Time to Read and the books go by."""
        return len(self.lead.split()) + sum(inline.word_count(text) for text in self._strings())

    @property
    def plain(self) -> str:
        """Return every word of the article without marks, for the search."""
        headings = (section.heading for section in self.sections)
        marked = (inline.plain(text) for text in self._strings())
        return "\n".join((self.title, self.lead, *headings, *marked))

    @property
    def typed(self) -> str:
        """Return every word as it was typed, with addresses of links and sources of quotes."""
        headings = (section.heading for section in self.sections)
        sources = (block.source for section in self.sections for block in section.blocks)
        return "\n".join((self.title, self.lead, *headings, *self._strings(), *sources))

    def _strings(self) -> Iterator[str]:
        for section in self.sections:
            for block in section.blocks:
                yield from block.strings


def tidy(text: str) -> str:
    """Return `text` on one line, composed, without control and direction-turning signs."""
    kept = (
        sign
        for sign in unicodedata.normalize("NFC", text)
        if sign.isspace() or (unicodedata.category(sign) not in {"Cc", "Cs"})
    )
    return " ".join("".join(sign for sign in kept if sign not in TURNING_SIGNS).split())


def checked(title: object, lead: object, topic: object, sections: object) -> Text:
    """Return the tidied text; raise ContentError at the first thing that cannot be kept."""
    text = Text(
        line(title, "title", TITLE_CHARS, needed=True),
        line(lead, "lead", LEAD_CHARS),
        line(topic, "section", TOPIC_CHARS),
        _sections(sections),
    )
    if "/" in text.topic or text.topic in {".", ".."}:
        raise ContentError("section", "is part of an address: no slash, and more than dots.")
    chars = len(text.plain) - len(text.title)
    if chars > TEXT_CHARS:
        raise ContentError("sections", f"{chars} characters: {TEXT_CHARS} at most.")
    return text


def line(value: object, path: str, chars_max: int, *, needed: bool = False) -> str:
    """Return one tidied line of plain text of at most `chars_max` characters."""
    if not isinstance(value, str):
        raise ContentError(path, "must be a text.")
    tidied = tidy(value)
    if needed and not tidied:
        raise ContentError(path, "is missing or empty.")
    if len(tidied) > chars_max:
        raise ContentError(path, f"{len(tidied)} characters: {chars_max} at most.")
    return tidied


def _sections(value: object) -> tuple[Section, ...]:
    rows = _rows(value, "sections")
    if len(rows) > SECTIONS:
        raise ContentError("sections", f"{len(rows)} sections: {SECTIONS} at most.")
    return tuple(_section(row, f"sections[{number}]") for number, row in enumerate(rows))


def _section(value: object, path: str) -> Section:
    row = fields(value, path, {"heading", "blocks"})
    heading = line(row.get("heading", ""), f"{path}.heading", TITLE_CHARS)
    blocks = _rows(row.get("blocks", []), f"{path}.blocks")
    return Section(
        heading,
        tuple(_block(block, f"{path}.blocks[{number}]") for number, block in enumerate(blocks)),
    )


def _block(value: object, path: str) -> Block:
    row = fields(value, path, {"kind", "text", "items", "source"})
    kind = row.get("kind")
    if kind == LIST:
        fields(value, path, {"kind", "items"})
        items = _rows(row.get("items"), f"{path}.items")
        if not items:
            raise ContentError(f"{path}.items", "is missing or empty.")
        return Block(
            LIST,
            items=tuple(
                line(item, f"{path}.items[{number}]", TEXT_CHARS, needed=True)
                for number, item in enumerate(items)
            ),
        )
    if kind not in KINDS:
        raise ContentError(f"{path}.kind", f"must be one of {', '.join(KINDS)}.")
    fields(value, path, {"kind", "text"} | ({"source"} if kind == QUOTE else set()))
    text = line(row.get("text", ""), f"{path}.text", TEXT_CHARS, needed=True)
    source = line(row.get("source", ""), f"{path}.source", TITLE_CHARS)
    return Block(str(kind), text, source=source)


def fields(value: object, path: str, known: set[str]) -> Mapping[str, object]:
    """Return a JSON object whose keys are all `known`; a misspelt key is told, not dropped."""
    if not isinstance(value, dict):
        raise ContentError(path, "must be an object.")
    if unknown := sorted(set(value) - known):
        raise ContentError(f"{path}.{unknown[0]}" if path else unknown[0], "is not known here.")
    return value


def _rows(value: object, path: str) -> Sequence[object]:
    if not isinstance(value, list):
        raise ContentError(path, "must be a list.")
    return value

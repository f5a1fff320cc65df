"""Content of an article: title, lead, headings and blocks, tidied and checked. No storage.

Paragraphs, items, quotes, cells and footnotes are inline Markdown (inline.py). Title, lead,
headings, sources, captions and the news section's name are plain text. The words of lead,
paragraphs, items and quotes are counted, and no others (adr/0048). Forms, database and import file
keep a text as JSON, where `sections` are the headings with their blocks (docs/import.md).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tweipress.articles.text import blocks, inline
from tweipress.articles.text.blocks import Block, Note, Picture
from tweipress.articles.text.checking import Heading, headings
from tweipress.articles.text.faults import ContentError, Fault
from tweipress.articles.text.limits import (
    BLOCKS_MAX,
    LEAD_CHARS,
    MARKDOWN_SIGNS,
    MARKDOWN_SIGNS_MAX,
    MARKS_MAX,
    REFERENCES_MAX,
    SECTION_CHARS,
    TEXT_CHARS,
    TITLE_CHARS,
)
from tweipress.articles.text.tidying import fields, line, tidy

__all__ = [
    "BLOCKS_MAX",
    "LEAD_CHARS",
    "MARKS_MAX",
    "SECTION_CHARS",
    "TEXT_CHARS",
    "TITLE_CHARS",
    "Heading",
    "Text",
    "checked",
    "fields",
    "line",
    "stored",
    "tidy",
]


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
    def blocks(self) -> Iterator[Block]:
        """Yield all blocks."""
        return (block for heading in self.headings for block in heading.blocks)

    @property
    def notes(self) -> dict[str, str]:
        """Return the footnotes by their labels."""
        return {block.label: block.text for block in self.blocks if isinstance(block, Note)}

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Return the pictures as they stand in the text."""
        return tuple(block for block in self.blocks if isinstance(block, Picture))

    @property
    def words(self) -> int:
        """Return the number of words, the figure that Time to Read and the books go by."""
        running = (text for block in self.blocks for text in block.running)
        return len(self.lead.split()) + sum(inline.word_count(text) for text in running)

    @property
    def plain(self) -> str:
        """Return every word of the article without Markdown, for the search."""
        titles = (heading.title for heading in self.headings)
        marked = (inline.plain(text) for text in self._marked())
        said = (text for block in self.blocks for text in block.said if text)
        return "\n".join((self.title, self.lead, *titles, *marked, *said))

    @property
    def typed(self) -> str:
        """Return every word as it was typed, with addresses of links and sources of quotes."""
        titles = (heading.title for heading in self.headings)
        more = (text for block in self.blocks for text in (*block.said, *block.typed) if text)
        return "\n".join((self.title, self.lead, *titles, *self._marked(), *more))

    def _marked(self) -> Iterator[str]:
        return (text for block in self.blocks for text in block.marked)


def checked(title: object, lead: object, section: object, sections: object) -> Text:
    """Return the tidied text; raise ContentError at the first thing that cannot be kept."""
    text = Text(
        line(title, "title", TITLE_CHARS, needed=True),
        line(lead, "lead", LEAD_CHARS),
        line(section, "section", SECTION_CHARS),
        headings(sections),
    )
    if "/" in text.section or text.section in {".", ".."}:
        raise ContentError("section", Fault.NO_ADDRESS)
    marked = "\n".join(each for block in text.blocks for each in block.marked)
    signs = sum(marked.count(sign) for sign in MARKDOWN_SIGNS)
    if signs > MARKDOWN_SIGNS_MAX:
        raise ContentError("sections", Fault.TOO_MANY_SIGNS, signs=signs, most=MARKDOWN_SIGNS_MAX)
    references = marked.count(inline.REFERENCE_START)
    if references > REFERENCES_MAX:
        figures = {"references": references, "most": REFERENCES_MAX}
        raise ContentError("sections", Fault.TOO_MANY_REFERENCES, **figures)
    chars = len(text.plain) - len(text.title)
    if chars > TEXT_CHARS:
        raise ContentError("sections", Fault.TOO_LONG, chars=chars, most=TEXT_CHARS)
    return text


def stored(title: str, lead: str, section: str, sections: Sequence[Mapping[str, Any]]) -> Text:
    """Return a text that was checked when it was stored."""
    made = (
        Heading(row["heading"], tuple(blocks.stored(block) for block in row["blocks"]))
        for row in sections
    )
    return Text(title, lead, section, tuple(made))

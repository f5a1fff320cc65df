"""The elements of a WXR, read as a stream: an export may be larger than the memory."""

from collections.abc import Iterator
from typing import IO, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from tweipress.articles.actions import ContentError, Fault
from tweipress.imports.reading.source import Source

NAMESPACES: Final = (
    ("//wordpress.org/export/", "excerpt/", "excerpt"),
    ("//wordpress.org/export/", "", "wp"),
    ("//purl.org/rss/1.0/modules/content/", "", "content"),
    ("//purl.org/dc/elements/1.1/", "", "dc"),
)
"""Versions 1.0 to 1.2 differ in their addresses alone, and WordPress.com writes https."""
WRONG: Final = bytes(sign for sign in range(32) if sign not in b"\t\n\r")
"""Signs that XML must not have and WordPress writes."""
MARK: Final = b"xmlns:wp="


def is_one(head: bytes) -> bool:
    """Tell whether a file begins as a WXR does."""
    return MARK in head and b"wordpress.org/export/" in head


class _Clean:
    """A file without the signs that XML must not have."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; none only at the end."""
        while chunk := self._file.read(size):
            if kept := chunk.translate(None, WRONG):
                return kept
        return b""


def elements(source: Source) -> Iterator[tuple[str, Element]]:
    """Yield items and authors, and the fields of the channel, by their names; ContentError."""
    try:
        with source.shelf.open(source.name) as file:
            parents: list[Element] = []
            events = iterparse(_Clean(file), events=("start", "end"), forbid_dtd=True)
            for event, element in events:
                if event == "start":
                    parents.append(element)
                    continue
                parents.pop()
                if len(parents) == 2:  # noqa: PLR2004 # below the channel
                    yield name_of(element), element
                    parents[-1].remove(element)
    except (ParseError, DefusedXmlException, UnicodeError, LookupError, ValueError) as error:
        raise ContentError("file", Fault.NO_XML, why=str(error)) from error


def name_of(element: Element) -> str:
    """Return the name of an element with the prefix that people know."""
    space, _, name = element.tag.rpartition("}")
    for start, end, prefix in NAMESPACES:
        if space.partition(":")[2].startswith(start) and space.endswith(end):
            return f"{prefix}:{name}"
    return name


class Fields:
    """The fields of an element by their names."""

    def __init__(self, element: Element) -> None:
        """Read the children of an element."""
        self._texts: dict[str, str] = {}
        self.categories: list[tuple[str, str]] = []
        self.metas: dict[str, str] = {}
        self.comments: list[Fields] = []
        for child in element:
            name = name_of(child)
            if name == "category":
                self.categories.append((child.get("domain", ""), child.text or ""))
            elif name == "wp:postmeta":
                meta = Fields(child)
                self.metas.setdefault(meta["wp:meta_key"], meta["wp:meta_value"])
            elif name == "wp:comment":
                self.comments.append(Fields(child))
            else:
                self._texts.setdefault(name, child.text or "")

    def __getitem__(self, name: str) -> str:
        """Return a field, empty if there is none."""
        return self._texts.get(name, "").strip()

"""The kinds of exports: which reader reads one, and how to tell which it is."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from tweipress.articles.actions import ContentError, Fault
from tweipress.imports.reading import ghost, markdown, own, rss
from tweipress.imports.reading.source import Source
from tweipress.imports.reading.wordpress import items, posts
from tweipress.imports.shelf import Shelf
from tweipress.imports.values import Entry, once


class Kind(StrEnum):
    """What wrote an export, as the command is told."""

    GHOST = "ghost"
    WORDPRESS = "wordpress"
    MARKDOWN = "markdown"
    RSS = "rss"
    OWN = "own"


ENDINGS: Final = {
    Kind.GHOST: (".json",),
    Kind.WORDPRESS: (".xml", ".wxr"),
    Kind.RSS: (".xml", ".rss", ".atom"),
    Kind.OWN: (".json",),
}
MARKS: Final[dict[Kind, Callable[[bytes], bool]]] = {
    Kind.WORDPRESS: items.is_one,
    Kind.RSS: rss.is_one,
    Kind.GHOST: ghost.is_one,
    Kind.OWN: lambda head: head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"[", b"{"},
}
"""In this order: an export of WordPress is a feed as well, and both of JSON begin alike."""
BY_ENDING: Final = {".json": Kind.OWN, ".xml": Kind.RSS, ".rss": Kind.RSS, ".wxr": Kind.WORDPRESS}
"""Which reader says what is wrong with a file that begins like none."""
READERS: Final[dict[Kind, Callable[[Source], Iterator[Entry]]]] = {
    Kind.GHOST: ghost.entries,
    Kind.WORDPRESS: posts.entries,
    Kind.MARKDOWN: markdown.entries,
    Kind.RSS: rss.entries,
    Kind.OWN: lambda source: own.entries(source.shelf.read(source.name)),
}


def source_of(path: Path, site: str = "", author: str = "") -> Source:
    """Return an export in a file, a zip or a folder; OSError if it cannot be read."""
    if path.is_dir():
        return Source(Shelf(path), "", site, author)
    if zipfile.is_zipfile(path):
        return Source(Shelf(path), "", site, author)
    with path.open("rb"):
        return Source(Shelf(path.parent), path.name, site, author)


def told(source: Source, kind: Kind | None) -> tuple[Kind, Source]:
    """Return the kind of an export, and it with its main file; ContentError if it is none."""
    if kind is Kind.MARKDOWN:
        return kind, source
    kinds: list[Kind] = [kind] if kind else [*MARKS]
    for each in kinds:
        for name in [source.name] if source.name else _candidates(source, each):
            one = replace(source, name=name)
            if kind and source.name:
                return each, one
            try:
                if MARKS[each](one.head()):
                    return each, one
            except OSError:
                continue
        if not source.name and each is Kind.GHOST and not kind and markdown.has_some(source):
            return Kind.MARKDOWN, source
    suffix = Path(source.name).suffix.lower()
    if kind is None and suffix in BY_ENDING:
        return BY_ENDING[suffix], source
    raise ContentError("file", Fault.NO_KIND, kinds=", ".join(Kind))


def _candidates(source: Source, kind: Kind) -> list[str]:
    """Return the files of a folder or a zip that may be the export, the least deep first."""
    names = [name for name in source.shelf.names if name.lower().endswith(ENDINGS[kind])]
    return sorted(names, key=lambda name: (name.count("/"), name))[:20]


def entries(kind: Kind, source: Source) -> Iterator[Entry]:
    """Yield what is in an export, each article once; ContentError if it is none."""
    yield from once(READERS[kind](source))

"""HTML to plain text: of comments and titles, which have no blocks and no marks."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tweipress.articles.text.html.tree import BLOCKS, Child, parsed, plain

LINES: Final = re.compile(r"\n{3,}")


def line_of(html: str) -> str:
    """Return the text of HTML on one line."""
    return plain(parsed(html)) if "<" in html or "&" in html else " ".join(html.split())


def text_of(html: str) -> str:
    """Return the text of HTML, with its paragraphs and lines, and the addresses of its links."""
    rows = "".join(_pieces(parsed(html).children)).splitlines()
    return LINES.sub("\n\n", "\n".join(" ".join(row.split()) for row in rows)).strip()


def _pieces(children: Sequence[Child]) -> Iterator[str]:
    for child in children:
        if isinstance(child, str):
            yield child
        elif child.tag == "br":
            yield "\n"
        elif child.tag == "a":
            yield from _pieces(child.children)
            href = child.get("href")
            if href.startswith(("http://", "https://")) and href not in child.text:
                yield f" ({href})"
        elif child.tag != "script":
            ends = "\n\n" if child.tag in BLOCKS and child.tag != "li" else ""
            yield ends or ("\n" if child.tag == "li" else "")
            yield from _pieces(child.children)
            yield ends

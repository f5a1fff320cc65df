"""Pieces: what a template shows of an article, one for each block that a part has something of.

A piece is stored as JSON when a text is saved. When it is shown, all HTML is cleaned anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.utils.safestring import SafeString

from tweipress.articles.text import embeds, inline, markup, notes
from tweipress.articles.text.blocks import EMBED, LIST, PICTURE, TABLE

NOTES: Final = "notes"
RICH: Final = {PICTURE, EMBED, NOTES}
"""The kinds of pieces that have more than HTML, a text and a source."""
NOTHING: Final = SafeString("")


class Source(NamedTuple):
    """A format of a picture: its media type, and the addresses of its sizes as in `srcset`."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as a browser gets it: its size, its address, and better formats, best first.

    `alt` and `credit` are what the library knows, for a text that says nothing itself. With a
    reason in `removed` there is nothing to show: the editors have taken it away.
    """

    width: int
    height: int
    src: str
    sources: tuple[Source, ...] = ()
    alt: str = ""
    credit: str = ""
    removed: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as it is stored."""
        sources = [list(source) for source in self.sources]
        return {"width": self.width, "height": self.height, "src": self.src, "sources": sources}


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote with its number, clean HTML, and the ids of the references to it."""

    number: int
    html: SafeString
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece for a template: `kind` is that of the block, or heading, or notes.

    `html` is clean HTML: of a paragraph or quote, or a whole list or table. `text` is plain: a
    heading, a caption, code, an embed's title. `source` is plain too: a quote's source, a picture's
    credit, the language of code, an embed's host. `continued` means that the piece begins in the
    part before; a quote's source comes with its end. A picture that the library has not has no
    `image`; `removed` says why, if the editors took it away. `number` counts headings.
    """

    kind: str
    html: SafeString = NOTHING
    text: str = ""
    source: str = ""
    continued: bool = False
    alt: str = ""
    url: str = ""
    image: Image | None = None
    removed: str = ""
    is_first: bool = False
    notes: tuple[Footnote, ...] = ()
    number: int = 0


def shown(stored: Mapping[str, Any], number: int = 0) -> Piece:
    """Return a stored piece for a template; a heading has a number."""
    kind = stored["kind"]
    html = _safe(kind, stored.get("html", ""))
    text, source = stored.get("text", ""), stored.get("source", "")
    continued = stored.get("continued", False)
    if kind not in RICH:  # most are paragraphs, and a page has many
        return Piece(kind, html, text, source, continued, number=number)
    url, image = stored.get("url", ""), stored.get("image")
    return Piece(
        *(kind, html, text, source, continued),
        alt=stored.get("alt", ""),
        url=url if url and embeds.host(url) else "",
        image=_image(image) if image else None,
        removed=stored.get("removed", ""),
        is_first=stored.get("is_first", False),
        notes=_footnotes(stored.get("notes", ())),
    )


def _safe(kind: str, html: str) -> SafeString:
    if not html:
        return NOTHING
    if kind == LIST:
        cleaned = markup.clean_list(html)
    elif kind == TABLE:
        cleaned = markup.clean_table(html)
    else:
        cleaned = inline.clean(html)
    return SafeString(notes.linked(cleaned))


def _footnotes(stored: Sequence[Sequence[Any]]) -> tuple[Footnote, ...]:
    return tuple(
        Footnote(number, _safe(NOTES, html), notes.back_links(number, references))
        for number, (html, references) in enumerate(stored, 1)
    )


def _image(stored: Mapping[str, Any]) -> Image:
    sources = tuple(Source(*source) for source in stored["sources"])
    return Image(stored["width"], stored["height"], stored["src"], sources)

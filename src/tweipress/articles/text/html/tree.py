"""A tree of HTML: what nh3 leaves of it, so every tag is known, and closed where it belongs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

import nh3

from tweipress.articles.text.faults import ContentError, Fault

HTML_CHARS: Final = 2_000_000
"""Of one article; the longest that is taken has a thirtieth of it as text."""
DEPTH_MAX: Final = 100
"""Tags in tags: what is deeper stands beside each other, for no page is laid out so deep."""

VOID: Final = frozenset({"br", "col", "embed", "hr", "img", "input", "source", "wbr"})
_BLOCKS: Final = (
    "address article aside audio blockquote body canvas center dd details div dl dt embed"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr iframe img li main nav object ol"
    " p pre script section select summary table textarea ul video"
)
_INLINE: Final = (
    "a abbr b bdi bdo big br button cite code del dfn em font i input ins kbd label mark q s samp"
    " small source span strike strong sub sup tt u var wbr"
)
_PARTS: Final = "caption col colgroup tbody td tfoot th thead tr"
BLOCKS: Final = frozenset(_BLOCKS.split())
"""What begins a block of its own; a picture does, wherever it stands."""
INLINE: Final = frozenset(_INLINE.split())
PARTS: Final = frozenset(_PARTS.split())
GONE: Final = frozenset({"head", "math", "noscript", "style", "svg", "template", "title"})
"""Nobody reads what is in these, or the same stands beside them."""
EMOJI: Final = frozenset({"emoji", "wp-smiley"})
"""Classes of pictures that stand for a sign of the text."""
CLEANER: Final = nh3.Cleaner(
    tags=set(BLOCKS | INLINE | PARTS),
    clean_content_tags=set(GONE),
    attributes={
        "*": {"class", "id"},
        "a": {"href"},
        "audio": {"src"},
        "embed": {"src"},
        "iframe": {"src", "title", "data-src"},
        "img": {
            "src",
            "alt",
            "title",
            "data-src",
            "data-lazy-src",
            "data-orig-file",
            "data-credit",
        },
        "object": {"data"},
        "ol": {"start"},
        "script": {"src"},
        "source": {"src"},
        "td": {"colspan"},
        "th": {"colspan"},
        "video": {"src"},
    },
    url_schemes={"http", "https", "data", "mailto"},
    link_rel=None,
)


@dataclass(slots=True)
class Element:
    """A tag with what it holds; `has_blocks` tells whether a block begins somewhere in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Child"] = field(default_factory=list)
    has_blocks: bool = False

    @property
    def classes(self) -> frozenset[str]:
        """Return its classes."""
        return frozenset(self.attributes.get("class", "").split())

    def get(self, name: str) -> str:
        """Return an attribute, empty if there is none."""
        return self.attributes.get(name, "").strip()

    def elements(self) -> Iterator["Element"]:
        """Yield all elements below it as they stand."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.elements()

    def first(self, *tags: str) -> "Element | None":
        """Return the first element below it that is one of these."""
        return next((one for one in self.elements() if one.tag in tags), None)

    def of_class(self, name: str) -> "Element | None":
        """Return the first element below it that has a class."""
        return next((one for one in self.elements() if name in one.classes), None)

    @property
    def text(self) -> str:
        """Return all text in it as it stands, with a line's end for each break."""
        parts: list[str] = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            else:
                parts.append("\n" if child.tag == "br" else child.text)
        return "".join(parts)


Child = Element | str


def plain(of: Element | None) -> str:
    """Return the text of an element on one line, empty if there is none."""
    return " ".join(of.text.split()) if of else ""


def parsed(html: str) -> Element:
    """Return a tree of HTML; a ContentError if there is more of it than any article has."""
    if len(html) > HTML_CHARS:
        raise ContentError("html", Fault.TOO_LONG, chars=len(html), most=HTML_CHARS)
    parser = _Parser()
    parser.feed(CLEANER.clean(html.replace("\0", "")))
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    """Makes elements of clean HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("body")
        self._open = [self.root]
        self._too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(self._open) > DEPTH_MAX and tag not in VOID:
            self._too_deep += 1
            return
        if tag == "img" and EMOJI & frozenset((dict(attrs).get("class") or "").split()):
            self.handle_data(dict(attrs).get("alt") or "")
            return
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag in BLOCKS or tag in PARTS:
            for each in self._open:
                each.has_blocks = True
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

"""What becomes of any text in the template: valid HTML with nothing in it that could act."""

import re
from html.parser import HTMLParser
from typing import Final

from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings

from tests.articles.text.texts import WHOLE, texts
from tweipress.articles.text import body, content
from tweipress.articles.text.pieces import Image, Source

VOID: Final = {"img", "source"}
PROSE: Final = {"em", "strong", "code", "a", "sup"}
INSIDE: Final[dict[str, set[str]]] = {
    "": {"p", "h2", "h3", "ul", "ol", "blockquote", "div", "figure", "section"},
    "p": PROSE | {"span"},
    "h2": set(),
    "h3": set(),
    "ul": {"li"},
    "ol": {"li"},
    "li": PROSE | {"ul", "ol", "p"},
    "blockquote": {"p", "footer"},
    "footer": set(),
    "div": {"pre", "table"},
    "pre": {"code"},
    "table": {"caption", "thead", "tbody"},
    "caption": set(),
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "th": PROSE,
    "td": PROSE,
    "figure": {"picture", "p", "figcaption"},
    "picture": {"source", "img"},
    "figcaption": {"small"},
    "small": set(),
    "section": {"h2", "ol"},
    "span": set(),
    **dict.fromkeys(PROSE, PROSE | {"span"}),
}
ATTRIBUTES: Final = {
    *("dir", "class", "start", "scope", "href", "rel", "id", "role", "tabindex", "aria-label"),
    *("aria-labelledby", "aria-describedby", "type", "srcset", "sizes", "src", "width", "height"),
    *("alt", "loading", "decoding", "fetchpriority"),
}
ADDRESS: Final = re.compile(r"https?://|#note-\d+|/pictures/file/")
IMAGE: Final = Image(
    8, 6, "/pictures/file/d/8.jpg", (Source("image/avif", "/pictures/file/d/8.avif 8w"),)
)


class Reader(HTMLParser):
    """Reads markup as it is written, and stops at what does not belong there."""

    def __init__(self) -> None:
        """Begin outside of all tags."""
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at a tag where it stands, and at its attributes."""
        assert tag in INSIDE.get(self.open[-1] if self.open else "", set()) or tag in VOID
        assert tag != "a" or "a" not in self.open
        assert len(dict(attrs)) == len(attrs)
        for name, value in attrs:
            assert name in ATTRIBUTES
            assert name not in {"href", "src", "srcset"} or ADDRESS.match(value or "")
            assert name != "class" or value in CLASSES
            self.ids += [value or ""] * (name == "id")
            self.targets += [value[1:]] if name == "href" and value and value[0] == "#" else []
        if tag not in VOID:
            self.open.append(tag)
        self.text += "" if tag in PROSE else " "

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        assert self.open.pop() == tag
        self.text += "" if tag in PROSE else " "

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """Find none."""
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        """Find none."""
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        """Find none."""
        raise AssertionError(data)


CLASSES: Final = {
    *("is-continued", "scrolls", "scrolls code", "embed", "embed-title", "embed-host", "picture"),
    *("picture-missing", "notes"),
}


def read(text: content.Text, parts: int) -> Reader:
    """Return what all parts of a text are made of, as the template writes them."""
    stored = body.made(text, parts, {1: IMAGE, 12: IMAGE}.get)
    pieces = [piece for part in body.shown(stored) for piece in part.pieces]
    reader = Reader()
    reader.feed(render_to_string("pages/pieces.html", {"pieces": pieces}))
    reader.close()
    assert reader.open == []
    return reader


def test_a_text_with_every_kind_is_shown_whole() -> None:
    reader = read(content.checked("t", "", "", WHOLE), 1)
    for said in ("def dig():\n\treturn `mud`  # [x]", "Two wells", "Depth | m", "en.wikipedia.org"):
        assert said in reader.text
    assert set(reader.targets) <= set(reader.ids)


@given(texts())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_typed_the_page_is_valid_and_nothing_in_it_acts(text: content.Text) -> None:
    for parts in (1, 4):
        reader = read(text, parts)
        assert len(set(reader.ids)) == len(reader.ids)
        assert set(reader.targets) <= set(reader.ids)


@given(texts())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_the_words_on_the_page_are_those_of_the_text_however_it_is_cut(text: content.Text) -> None:
    assert read(text, 1).text.split() == read(text, 5).text.split()


def test_people_s_text_stands_in_its_own_direction() -> None:
    stored = body.made(content.checked("t", "", "", WHOLE), 1)
    html = render_to_string("pages/pieces.html", {"pieces": body.shown(stored)[0].pieces})
    of_people = re.findall(r"<(p|h2|h3|ul|ol|blockquote|table|figcaption|pre)\b([^>]*)>", html)
    without = [tag for tag, attributes in of_people if "dir=" not in attributes]
    # The quote and each footnote have it; the heading of these is the site's
    assert without == ["p", "h2", "ol"]

"""A language that nobody speaks: every message in full-width letters, so that others stand out.

What is not transformed on a page was never marked for translation, or is somebody's own words.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from string import ascii_letters
from typing import Final

import allauth
import django
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from scripts.words import as_mo, extracted

LANGUAGE: Final = "xx"
WIDE: Final = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in ascii_letters})
KEPT: Final = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[^}]*\}|<[^>]*>|&[#\w]+;")
"""Placeholders, tags and entities, which stay as they are."""
WORD: Final = re.compile(r"[A-Za-z]{2,}")
UNIT: Final = "Twei"
"""The head of a column of amounts: it is the same in every language."""
ATTRIBUTES: Final = {"title", "alt", "aria-label", "placeholder"}
SILENT: Final = {"script", "style", "code", "pre"}
OWN: Final = {"post-body", "comment-text", "masthead-name", "snippet"}
"""Classes of elements that hold somebody's own words."""
VOID: Final = {"br", "hr", "img", "input", "link", "meta", "path", "circle", "source", "wbr"}


def wide(text: str) -> str:
    """Return a message in full-width letters: `Ｈｅｌｌｏ %(name)s`."""
    parts, at = [], 0
    for kept in KEPT.finditer(text):
        parts += [text[at : kept.start()].translate(WIDE), kept[0]]
        at = kept.end()
    return "".join((*parts, text[at:].translate(WIDE)))


def write_catalogue(folder: Path) -> None:
    """Compile the language: the product's messages, and those of Django and allauth."""
    catalogue = Catalog(locale="en")
    for source in (*_libraries(), extracted()):
        for message in source:
            if message.id:
                texts = [message.id] if isinstance(message.id, str) else list(message.id)
                said = [wide(text) for text in texts]
                string = said[0] if len(said) == 1 else tuple(said)
                catalogue.add(message.id, string, context=message.context)
    place = folder / LANGUAGE / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.mo").write_bytes(as_mo(catalogue))


def _libraries() -> Iterator[Catalog]:
    """Yield the messages of Django, its apps and allauth, as their Spanish catalogues list them."""
    for package in (django, allauth):
        for path in sorted(Path(str(package.__file__)).parent.rglob("es/LC_MESSAGES/django.po")):
            with path.open("rb") as file:
                yield read_po(file)


class Page(HTMLParser):
    """What a page says: its text nodes, and the attributes that people see or hear."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the attributes; what a silent element holds is not noted."""
        values = {name: value or "" for name, value in attrs}
        is_own = bool(OWN & set(values.get("class", "").split()))
        if tag not in VOID:
            self._open.append((tag, tag in SILENT or is_own or self._is_silent()))
        for name, value in values.items():
            if name in ATTRIBUTES or _is_button(tag, name, values) or _is_sentence(name, value):
                self.said.append(value)
        if tag == "meta" and values.get("name") == "description":
            self.said.append(values["content"])

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and those in it that have no end."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note a text node."""
        if data.strip() and not self._is_silent():
            self.said.append(" ".join(data.split()))

    def _is_silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def forgotten(html: str, own: frozenset[str]) -> list[str]:
    """Return what a page says in neither the pseudo-language nor somebody's own words."""
    return [said for said in Page(html).said if said != UNIT and WORD.search(_without(said, own))]


def _without(said: str, own: frozenset[str]) -> str:
    for text in sorted((text for text in own if text in said), key=len, reverse=True):
        said = said.replace(text, "")
    return said


def _is_button(tag: str, name: str, values: dict[str, str]) -> bool:
    return tag == "input" and name == "value" and values.get("type") in {"submit", "button"}


def _is_sentence(name: str, value: str) -> bool:
    """Return whether a data- attribute holds words for people: letters and a space, no JSON."""
    is_htmx = name.startswith("data-hx-")
    return name.startswith("data-") and not is_htmx and " " in value and value[0] not in "{["

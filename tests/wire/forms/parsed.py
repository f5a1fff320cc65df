"""The forms and links of a page: where they lead, and what a browser would send if nobody typed."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

MULTIPART: Final = "multipart/form-data"
BUTTONS: Final = frozenset({"submit", "image"})
NEVER_SENT: Final = frozenset({"button", "reset"})
CHOSEN: Final = frozenset({"checkbox", "radio"})
Attributes = dict[str, str]


@dataclass
class Field:
    """A field: its name, its type, what it has, and what it may have if that is a choice."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    is_on: bool = True


@dataclass
class Form:
    """A form of a page that sends a POST to `path`."""

    path: str
    is_multipart: bool
    fields: list[Field] = field(default_factory=list)
    buttons: list[Field] = field(default_factory=list)


class Page(HTMLParser):
    """A page as it is read: `forms` that post, and `links` to other pages of the site."""

    def __init__(self, html: str, path: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._path = path
        self._open: Form | None = None
        self._by_id: dict[str, Form] = {}
        self._apart: list[tuple[str, Field]] = []
        self._text: Field | None = None
        self._select: Field | None = None
        self.feed(html)
        self.close()
        for form_id, one in self._apart:
            if form := self._by_id.get(form_id):
                _fields(form, one).append(one)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a form, a field or a link."""
        has = {name: value or "" for name, value in attrs}
        if tag == "a" and (path := self._own(has.get("href", "#"))):
            self.links.append(path)
        elif tag == "form":
            self._begin(has)
        elif tag in {"input", "button", "textarea", "select"} and "name" in has:
            self._add(tag, has)
        elif tag == "option" and self._select:
            self._select.choices.append(has.get("value", ""))
            if "selected" in has or len(self._select.choices) == 1:
                self._select.value = has.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Leave a form, a text or a choice."""
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        """Keep what a text has."""
        if self._text:
            self._text.value += data

    def _own(self, address: str) -> str:
        """Return the path of an address of this site, with its query; else nothing."""
        if address.startswith(("#", "mailto:")):
            return ""
        parts = urlsplit(urljoin(f"http://testserver{self._path}", address))
        is_own = parts.scheme == "http" and parts.netloc == "testserver"
        return f"{parts.path}?{parts.query}".rstrip("?") if is_own else ""

    def _begin(self, has: Attributes) -> None:
        path = self._own(has.get("action", "") or self._path)
        form = Form(path, has.get("enctype") == MULTIPART)
        self._open = form
        if "id" in has:
            self._by_id[has["id"]] = form
        if has.get("method", "").lower() == "post" and path:
            self.forms.append(form)

    def _add(self, tag: str, has: Attributes) -> None:
        kind = has.get("type", "submit" if tag == "button" else "text")
        one = Field(has["name"], tag if tag in {"textarea", "select"} else kind)
        one.value = has.get("value", "on" if kind in CHOSEN else "")
        one.is_on = kind not in CHOSEN or "checked" in has
        self._text = one if tag == "textarea" else None
        self._select = one if tag == "select" else None
        if kind in NEVER_SENT:
            return
        if "form" in has:
            self._apart.append((has["form"], one))
        elif self._open:
            _fields(self._open, one).append(one)


def _fields(form: Form, one: Field) -> list[Field]:
    return form.buttons if one.kind in BUTTONS else form.fields

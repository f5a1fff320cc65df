"""What a reader is given: the file, and what the operator says of it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from tweipress.articles.actions import ContentError
from tweipress.articles.queries import content, markup
from tweipress.imports.shelf import Shelf
from tweipress.imports.values import Left, LeftCounts

HEAD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """An export: `name` is its main file on the shelf, empty for a folder of many."""

    shelf: Shelf
    name: str = ""
    site: str = ""
    """The address of the old site, if its links and pictures do not say it."""
    author: str = ""
    """Who has written what names nobody."""

    def head(self) -> bytes:
        """Return the beginning of the main file."""
        with self.shelf.open(self.name) as file:
            return file.read(HEAD_BYTES)


@dataclass(slots=True)
class Text:
    """A text made of HTML, with what it has lost."""

    sections: list[dict[str, Any]]
    left: LeftCounts = field(default_factory=Counter)


def text_of(html: str, base: str = "", first: dict[str, Any] | None = None) -> Text:
    """Return the text of an article's HTML; a picture `first` stands above it, unless it does.

    ContentError says that it is too much of something.
    """
    made = markup.convert(html, base)
    text = Text(made.sections, Counter({(loss, ""): n for loss, n in made.lost.items()}))
    if first and first["picture"] not in [
        block.get("picture") for section in made.sections[:1] for block in section["blocks"][:2]
    ]:
        if not text.sections or text.sections[0]["heading"]:
            text.sections.insert(0, {"heading": "", "blocks": []})
        text.sections[0]["blocks"].insert(0, first)
    return text


def picture(src: str, alt: str = "", caption: str = "", credit: str = "") -> dict[str, Any] | None:
    """Return the picture above an article, None if there is none."""
    if not src:
        return None
    html = (
        f'<img src="{_attribute(src)}" alt="{_attribute(alt)}" data-credit="{_attribute(credit)}">'
    )
    if caption:
        html = f"<figure>{html}<figcaption>{caption}</figcaption></figure>"
    try:
        sections = markup.convert(html).sections
    except ContentError:
        return None
    return sections[0]["blocks"][0] if sections else None


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;")


def cut(text: str, most: int, left: LeftCounts, kind: Left) -> str:
    """Return a text as long as there is room for."""
    tidy = content.tidy(text)
    if len(tidy) <= most:
        return tidy
    left[kind, ""] += 1
    return tidy[: most - 1].rstrip() + "…"


def day_of(text: object) -> date | None:
    """Return the day that a date names; None if it is none."""
    if isinstance(text, datetime):
        return (text.astimezone(UTC) if text.tzinfo else text).date()
    if isinstance(text, date):
        return text
    try:
        at = datetime.fromisoformat(str(text).strip())
        return (at.astimezone(UTC) if at.tzinfo else at).date()
    except (ValueError, OverflowError):
        pass
    try:  # as Jekyll writes it: 2019-05-01 10:00:00 +0200
        return datetime.strptime(str(text).strip(), "%Y-%m-%d %H:%M:%S %z").astimezone(UTC).date()
    except (ValueError, OverflowError):
        return None

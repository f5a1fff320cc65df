"""Ghost's export: a JSON of its tables, of which posts have their `html`."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from tweipress.articles.actions import ContentError, Fault
from tweipress.articles.queries import content, markup
from tweipress.imports.reading.source import Source, cut, day_of, picture, text_of
from tweipress.imports.values import Entry, Left, OldArticle, Skip, Skipped, Writer, digest

HERE: Final = "__GHOST_URL__"
INTERNAL: Final = "#"
"""How a tag begins that readers are not shown."""

Row = Mapping[str, Any]


class _Tables:
    """The tables of an export, and what belongs together in them."""

    def __init__(self, raw: bytes) -> None:
        data = _data(raw)
        self.posts = _rows(data, "posts")
        self.metas = {str(row.get("post_id")): row for row in _rows(data, "posts_meta")}
        self._users = {str(row.get("id")): row for row in _rows(data, "users")}
        self._tags = {str(row.get("id")): row for row in _rows(data, "tags")}
        self._authors_of = _linked(data, "posts_authors", "author_id")
        self._tags_of = _linked(data, "posts_tags", "tag_id")
        settings = {str(row.get("key")): row.get("value") for row in _rows(data, "settings")}
        self.language = str(settings.get("locale") or settings.get("lang") or "")

    def author(self, post: Row) -> Row:
        """Return the first author of a post; others are not kept by an article."""
        number = next(iter(self._authors_of[str(post.get("id"))]), str(post.get("author_id")))
        return self._users.get(number, {})

    def tags(self, post: Row) -> list[str]:
        """Return the names of a post's tags that readers see, the first one first."""
        rows = (self._tags.get(number, {}) for number in self._tags_of[str(post.get("id"))])
        shown = (str(row.get("name") or "") for row in rows if row.get("visibility") != "internal")
        return [name for name in shown if name and not name.startswith(INTERNAL)]


def is_one(head: bytes) -> bool:
    """Tell whether a file begins as an export of Ghost does."""
    return b'"exported_on"' in head or (b'"db"' in head[:64] and b'"data"' in head)


def entries(source: Source) -> Iterator[Entry]:
    """Yield the posts of an export; ContentError if it is none."""
    tables = _Tables(source.shelf.read(source.name))
    for number, post in enumerate(tables.posts):
        path, title = f"posts[{number}]", str(post.get("title") or "")
        if why := _skip(post):
            yield Skipped(path, title, why)
            continue
        try:
            yield _article(post, path, tables, source)
        except ContentError as error:
            yield Skipped(path, title, error)


def _skip(post: Row) -> Skip | None:
    if post.get("type") == "page" or post.get("page") == 1:
        return Skip.PAGE
    if post.get("status") != "published":
        return Skip.DRAFT
    if post.get("visibility") not in {None, "", "public"}:
        return Skip.NOT_FOR_ALL
    if _day(post.get("published_at")) is None:
        return Skip.NO_DATE
    return None if post.get("html") else Skip.NO_HTML


def _article(post: Row, path: str, tables: _Tables, source: Source) -> OldArticle:
    site = source.site.rstrip("/")
    meta = tables.metas.get(str(post.get("id")), {})
    first = picture(
        _at(post.get("feature_image") or post.get("image"), site),
        str(meta.get("feature_image_alt") or ""),
        str(meta.get("feature_image_caption") or ""),
    )
    text = text_of(str(post["html"]).replace(HERE, site), f"{site}/" if site else "", first)
    author, tags = tables.author(post), tables.tags(post)
    left, slug = text.left, str(post.get("slug") or "")
    section = cut(tags[0], content.SECTION_CHARS, left, Left.SECTION) if tags else ""
    return OldArticle(
        path=path,
        key=digest("ghost", str(post.get("uuid") or post.get("id") or slug)),
        author=Writer(
            str(author.get("name") or source.author),
            str(author.get("slug") or ""),
            str(author.get("email") or ""),
        ),
        day=_day(post["published_at"]) or date.min,
        title=cut(
            markup.line_of(str(post.get("title") or "")), content.TITLE_CHARS, left, Left.TITLE
        ),
        sections=text.sections,
        lead=cut(str(post.get("custom_excerpt") or ""), content.LEAD_CHARS, left, Left.LEAD),
        section=section.replace("/", "-"),
        language=str(post.get("locale") or tables.language),
        tags=tags[1:],
        slug=slug,
        addresses=[f"/{slug}/"] if slug else [],
        left=left,
    )


def _at(address: object, site: str) -> str:
    return str(address or "").replace(HERE, site)


def _day(value: object) -> date | None:
    """Return a day, None if it is none; exports before 1.0 count milliseconds."""
    if isinstance(value, int):
        try:
            return datetime.fromtimestamp(value / 1000, UTC).date()
        except (ValueError, OverflowError, OSError):
            return None
    return day_of(value)


def _data(raw: bytes) -> Row:
    """Return the tables of a file, which are one or two levels down."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ContentError("file", Fault.NO_JSON, why=str(error)) from error
    if isinstance(value, dict) and isinstance(value.get("db"), list) and value["db"]:
        value = value["db"][0]
    data = value.get("data") if isinstance(value, dict) else None
    if not isinstance(data, dict):
        raise ContentError("file", Fault.NO_OBJECT)
    return data


def _rows(data: Row, name: str) -> list[Row]:
    rows = data.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _linked(data: Row, table: str, name: str) -> dict[str, list[str]]:
    """Return for each post what a table links it to, in its order."""
    linked: dict[str, list[str]] = defaultdict(list)
    rows = _rows(data, table)
    for row in sorted(rows, key=lambda row: _number(row.get("sort_order"))):
        linked[str(row.get("post_id"))].append(str(row.get(name)))
    return linked


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0

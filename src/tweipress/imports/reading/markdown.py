"""A folder of Markdown with front matter, as Jekyll, Hugo and others keep a site."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from typing import Any, Final

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from tweipress.articles.actions import ContentError
from tweipress.articles.queries import content, markup
from tweipress.imports.reading.liquid import replaced
from tweipress.imports.reading.source import Source, cut, day_of, picture, text_of
from tweipress.imports.values import (
    Entry,
    Left,
    LeftCounts,
    OldArticle,
    Skip,
    Skipped,
    Writer,
    digest,
)

ENDINGS: Final = (".md", ".markdown", ".mdown", ".mkd")
FILE_MAX_BYTES: Final = 2 * 1024 * 1024
FRONT_CHARS: Final = 64 * 1024
FRONT: Final = (
    (
        re.compile(
            r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE
        ),
        "yaml",
    ),
    (
        re.compile(r"\A\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*\r?$", re.DOTALL | re.MULTILINE),
        "toml",
    ),
    (re.compile(r"\A\ufeff?(\{\s*\n.*?^\})", re.DOTALL | re.MULTILINE), "json"),
)
DATED: Final = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)")
DRAFTS: Final = frozenset({"_drafts", "drafts"})
OTHERS: Final = frozenset(
    {"readme", "_index", "license", "contributing", "changelog", "code_of_conduct"}
)
ROOTS: Final = frozenset({"_posts", "content", "source", "src", "docs"})
FOLDERS: Final = ROOTS | {"posts"}
"""Folders that are no part of an address."""
ADDRESSES: Final = ("permalink", "url", "aliases", "redirect_from")
TITLE: Final = re.compile(r"\A\s*#\s+(.+?)\s*#*\s*$", re.MULTILINE)
NAMES_MAX: Final = 50

Front = Mapping[str, Any]


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return parser.use(footnote_plugin)


def has_some(source: Source) -> bool:
    """Tell whether there is Markdown on a shelf."""
    return any(name.lower().endswith(ENDINGS) for name in source.shelf.names)


def entries(source: Source) -> Iterator[Entry]:
    """Yield the texts of a folder."""
    for name in source.shelf.names:
        path = PurePosixPath(name)
        is_text = name.lower().endswith(ENDINGS) and path.stem.lower() not in OTHERS
        if not is_text or "_includes" in path.parts or "_layouts" in path.parts:
            continue
        try:
            raw = source.shelf.read(name, FILE_MAX_BYTES)
            yield _entry(path, raw.decode(), source)
        except (OSError, UnicodeError) as error:
            yield Skipped(name, "", Skip.UNREADABLE, str(error))
        except ContentError as error:
            yield Skipped(name, "", error)


def _entry(path: PurePosixPath, raw: str, source: Source) -> Entry:
    try:
        front, body = _parts(raw)
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        return Skipped(str(path), "", Skip.UNREADABLE, str(error).partition("\n")[0])
    stem = path.parent.name if path.stem == "index" else path.stem
    dated = DATED.fullmatch(stem)
    slug = _word(front, "slug") or (dated[2] if dated else stem)
    heading = TITLE.match(body)
    title = _word(front, "title") or (heading[1] if heading else "")
    if heading and not _word(front, "title"):
        body = body[heading.end() :]
    title = markup.line_of(title or slug.replace("-", " ").replace("_", " ").capitalize())
    if front.get("draft") is True or front.get("published") is False or DRAFTS & set(path.parts):
        return Skipped(str(path), title, Skip.DRAFT)
    day = next(
        (day for name in ("date", "published", "pubdate", "publishdate", "published_at")
         if (day := day_of(front.get(name)))), day_of(_padded(dated[1])) if dated else None,
    )  # fmt: skip
    if day is None:
        return Skipped(str(path), title, Skip.NO_DATE)
    return _article(path, front, body, Named(title, slug, day), source)


class Named:
    """What a text is called, and since when."""

    def __init__(self, title: str, slug: str, day: date) -> None:
        """Keep title, slug and day."""
        self.title, self.slug, self.day = title, slug, day


def _article(
    path: PurePosixPath, front: Front, body: str, named: Named, source: Source
) -> OldArticle:
    left: LeftCounts = LeftCounts()
    html = _parser().render(replaced(body, left))
    cover = (
        front.get("image") or front.get("cover") or front.get("featured_image") or front.get("hero")
    )
    given = cover if isinstance(cover, dict) else {"src": cover}
    src = (
        _word(given, "src") or _word(given, "path") or _word(given, "image") or _word(given, "url")
    )
    first = picture(src, _word(given, "alt"), _word(given, "caption"))
    text = text_of(html, source.site, first)
    left.update(text.left)
    sections = _names(front, "section") or _names(front, "category") or _names(front, "categories")
    tags = [*_names(front, "tags"), *_names(front, "tag"), *_names(front, "keywords")]
    lead = next((said for name in ("description", "excerpt", "summary", "lead", "subtitle")
                 if (said := _word(front, name))), "")  # fmt: skip
    authors = _names(front, "author") or _names(front, "authors")
    section = cut(sections[0], content.SECTION_CHARS, left, Left.SECTION) if sections else ""
    return OldArticle(
        path=str(path),
        key=digest("markdown", named.day.isoformat(), named.slug),
        author=Writer(authors[0] if authors else source.author),
        day=named.day,
        title=cut(named.title, content.TITLE_CHARS, left, Left.TITLE),
        sections=text.sections,
        lead=cut(markup.line_of(lead), content.LEAD_CHARS, left, Left.LEAD),
        section=section.replace("/", "-"),
        language=_word(front, "lang") or _word(front, "language") or _word(front, "locale"),
        tags=[*tags, *sections[1:]],
        slug=named.slug,
        addresses=_addresses(path, front, named, sections),
        folder=path.parent.as_posix(),
        left=left,
    )


def _addresses(path: PurePosixPath, front: Front, named: Named, sections: list[str]) -> list[str]:
    """Return where a text was: as it says itself, and as Jekyll and Hugo place a file."""
    said = [name for key in ADDRESSES for name in _names(front, key)]
    day = named.day.strftime("%Y/%m/%d")
    below = [section.lower() for section in sections]
    parts = path.parent.parts[:-1] if path.stem == "index" else path.parent.parts
    jekyll = [f"{day}/{named.slug}.html", f"{day}/{named.slug}"]
    jekyll.append("/".join([*below, f"{day}/{named.slug}.html"]))
    hugo = [
        "/".join([*(part for part in parts if part not in gone), named.slug])
        for gone in (FOLDERS, ROOTS)
    ]
    return [*said, *(f"/{address}" for address in (*jekyll, *hugo))]


def _parts(raw: str) -> tuple[Front, str]:
    """Return front matter and text; ValueError or YAMLError if the first cannot be read."""
    for pattern, kind in FRONT:
        match = pattern.match(raw[: FRONT_CHARS * 2])
        if match and len(match[1]) <= FRONT_CHARS:
            data = _read(match[1], kind)
            front = {str(name).lower(): value for name, value in data.items()}
            return front, raw[match.end() :]
    return {}, raw


def _read(text: str, kind: str) -> Mapping[str, Any]:
    data: object
    if kind == "yaml":
        data = yaml.safe_load(text)
    else:
        data = tomllib.loads(text) if kind == "toml" else json.loads(text)
    return data if isinstance(data, dict) else {}


def _word(front: Front, name: str) -> str:
    value = front.get(name)
    if isinstance(value, dict):
        value = value.get("name") or value.get("src") or value.get("url")
    return str(value).strip() if isinstance(value, str | int | float) and value is not True else ""


def _names(front: Front, name: str) -> list[str]:
    """Return the words of a field: of a list, of a line with commas, or one word."""
    value = front.get(name)
    if isinstance(value, list):
        words = [_word({"": one}, "") for one in value[:NAMES_MAX]]
    elif isinstance(value, str) and name in {"tags", "keywords"}:
        words = value.split(",") if "," in value else value.split()
    else:
        words = [_word(front, name)]
    return [word.strip() for word in words if word.strip()][:NAMES_MAX]


def _padded(day: str) -> str:
    return "-".join(part.zfill(2) for part in day.split("-"))

"""A feed: RSS or Atom, as feedparser reads it, of which each entry is an article."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import feedparser

from tweipress.articles.actions import ContentError, Fault
from tweipress.articles.queries import content, markup
from tweipress.imports.reading.source import Source, cut, text_of
from tweipress.imports.values import Entry, Left, OldArticle, Skip, Skipped, Writer, digest

FEED_MAX_BYTES: Final = 64 * 1024 * 1024
MARKS: Final = (b"<rss", b"<feed", b"<rdf:RDF")


def is_one(head: bytes) -> bool:
    """Tell whether a file begins as a feed does, in a coding that has ASCII in it."""
    plain = head.replace(b"\0", b"")
    return any(mark in plain for mark in MARKS)


def entries(source: Source) -> Iterator[Entry]:
    """Yield the entries of a feed; ContentError if it is none."""
    raw = source.shelf.read(source.name, FEED_MAX_BYTES)
    if b"<!ENTITY" in raw.replace(b"\0", b""):
        raise ContentError("file", Fault.NO_XML, why="it defines entities")
    feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries and (feed.bozo or not feed.version):
        raise ContentError("file", Fault.NO_XML, why=str(feed.get("bozo_exception", "no feed")))
    for number, row in enumerate(feed.entries):
        path = f"entry[{number}]"
        title = markup.line_of(str(row.get("title") or ""))
        day = _day(row)
        if day is None:
            yield Skipped(path, title, Skip.NO_DATE)
            continue
        try:
            yield _article(row, path, day, feed.feed, source)
        except ContentError as error:
            yield Skipped(path, title, error)


def _article(row: Any, path: str, day: date, feed: Any, source: Source) -> OldArticle:
    link = str(row.get("link") or "")
    whole = str(row.content[0].value) if row.get("content") else ""
    summary = str(row.get("summary") or "")
    html = whole or summary
    text = text_of(html, link or source.site or str(feed.get("link") or ""))
    left = text.left
    if not whole:
        left[Left.SUMMARY, ""] += 1
    author = str(row.get("author") or feed.get("author") or source.author)
    lead = markup.line_of(summary) if whole and summary != whole else ""
    has_lead = 0 < len(lead) <= content.LEAD_CHARS and lead[:80] not in markup.line_of(whole)
    return OldArticle(
        path=path,
        key=digest("feed", str(row.get("id") or link)),
        author=Writer(author, email=str(row.get("author_detail", {}).get("email") or "")),
        day=day,
        title=cut(
            markup.line_of(str(row.get("title") or "")), content.TITLE_CHARS, left, Left.TITLE
        ),
        sections=text.sections,
        lead=lead if has_lead else "",
        language=str(row.get("language") or feed.get("language") or ""),
        tags=[str(tag.get("term") or "") for tag in row.get("tags", [])],
        slug=link.rstrip("/").rpartition("/")[2].partition("?")[0].removesuffix(".html"),
        addresses=[link] if link else [],
        left=left,
    )


def _day(row: Any) -> date | None:
    at = row.get("published_parsed") or row.get("updated_parsed")
    try:
        return date(at.tm_year, at.tm_mon, at.tm_mday) if at else None
    except ValueError:
        return None

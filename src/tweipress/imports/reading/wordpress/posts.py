"""The posts of a WXR with their comments."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from tweipress.articles.actions import ContentError
from tweipress.articles.queries import content, markup
from tweipress.comments.queries import TEXT_MAX as COMMENT_CHARS
from tweipress.core.digits import number_in
from tweipress.imports.reading.source import Source, cut, day_of, picture, text_of
from tweipress.imports.reading.wordpress.channel import Channel, channel
from tweipress.imports.reading.wordpress.html import html_of
from tweipress.imports.reading.wordpress.items import Fields, elements
from tweipress.imports.values import (
    Entry,
    Left,
    OldArticle,
    OldComment,
    Skip,
    Skipped,
    Writer,
    digest,
)

ARTICLES: Final = frozenset({"post"})
NO_SECTION: Final = frozenset({"uncategorized", "allgemein", "sin categoría", "미분류", "غير مصنف"})
"""What WordPress calls the section of what is in none."""
NONE_YET: Final = "0000-00-00"
APPROVED: Final = "1"
NOBODY: Final = frozenset({"", "0"})
PINGS: Final = frozenset({"pingback", "trackback"})


def entries(source: Source) -> Iterator[Entry]:
    """Yield the posts of an export; ContentError if it is none, or broken at some place."""
    known = channel(source)
    for name, element in elements(source):
        if name != "item":
            continue
        item = Fields(element)
        title, path = markup.line_of(item["title"]), f"item {item['wp:post_id']}"
        if item["wp:post_type"] == "page":
            yield Skipped(path, title, Skip.PAGE)
        elif item["wp:post_type"] not in ARTICLES:
            continue
        elif why := _skip(item):
            yield Skipped(path, title, why)
        else:
            try:
                yield _article(item, title, path, known, source)
            except ContentError as error:
                yield Skipped(path, title, error)


def _skip(item: Fields) -> Skip | None:
    if item["wp:status"] == "private" or item["wp:post_password"]:
        return Skip.NOT_FOR_ALL
    if item["wp:status"] == "future":
        return Skip.FUTURE
    if item["wp:status"] != "publish":
        return Skip.DRAFT
    return None if _day(item, "wp:post_date") else Skip.NO_DATE


def _article(item: Fields, title: str, path: str, known: Channel, source: Source) -> OldArticle:
    number, link = item["wp:post_id"], item["link"]
    key = digest("wordpress", known.site, number)
    article = OldArticle(
        path=path,
        key=key,
        author=_author(item["dc:creator"], known, source),
        day=_day(item, "wp:post_date") or date.min,
        title="",
        sections=[],
        language=known.language,
        slug=item["wp:post_name"],
        addresses=[link, f"/?p={number}"],
    )
    html = html_of(item, known, article.left)
    thumbnail = known.attachments.get(item.metas.get("_thumbnail_id", ""))
    first = (
        picture(
            thumbnail.url, thumbnail.alt or thumbnail.title, thumbnail.caption, thumbnail.credit
        )
        if thumbnail
        else None
    )
    text = text_of(html, link or source.site or known.site, first)
    article.sections = text.sections
    article.left.update(text.left)
    article.title = cut(title, content.TITLE_CHARS, article.left, Left.TITLE)
    lead = markup.line_of(item["excerpt:encoded"])
    article.lead = cut(lead, content.LEAD_CHARS, article.left, Left.LEAD)
    _file(article, item)
    article.comments = list(_comments(article, item, known))
    return article


def _author(login: str, known: Channel, source: Source) -> Writer:
    return known.authors.get(login) or Writer(login or source.author, login)


def _file(article: OldArticle, item: Fields) -> None:
    """Make the first category the section, and the others tags."""
    sections = [name for domain, name in item.categories if domain == "category"]
    sections = [name for name in sections if name.lower() not in NO_SECTION]
    tags = [name for domain, name in item.categories if domain in {"post_tag", "tag"}]
    if sections:
        section = cut(sections[0], content.SECTION_CHARS, article.left, Left.SECTION)
        article.section = section.replace("/", "-")
    article.tags = [*tags, *sections[1:]]


def _comments(article: OldArticle, item: Fields, known: Channel) -> Iterator[OldComment]:
    """Yield the comments that readers saw, each after the one that it answers."""
    rows = {row["wp:comment_id"]: row for row in item.comments}
    for row in sorted(rows.values(), key=lambda row: _order(row, rows)):
        text = markup.text_of(row["wp:comment_content"].replace("\n", "<br>"))
        if row["wp:comment_type"] in PINGS:
            article.leave(Left.PINGBACK)
        elif row["wp:comment_approved"] != APPROVED:
            article.leave(Left.COMMENT_HELD)
        elif not text:
            article.leave(Left.COMMENT_EMPTY)
        elif len(text) > COMMENT_CHARS:
            article.leave(Left.COMMENT_LONG)
        else:
            if row["wp:comment_parent"] in rows:
                article.leave(Left.COMMENT_REPLY)
            key = digest(article.key, row["wp:comment_id"])
            yield OldComment(_writer(row, known), text, _day(row, "wp:comment_date"), key)


def _order(row: Fields, rows: dict[str, Fields]) -> list[tuple[str, int]]:
    """Return the dates of a comment and of all that it answers, the first one first."""
    way: list[tuple[str, int]] = []
    seen: set[str] = set()
    while row["wp:comment_id"] not in seen:
        seen.add(row["wp:comment_id"])
        number = row["wp:comment_id"]
        way.append((row["wp:comment_date"], number_in(number) or 0))
        row = rows.get(row["wp:comment_parent"], row)
    return way[::-1]


def _writer(row: Fields, known: Channel) -> Writer:
    """Return who wrote a comment: an author if the old site knew them, else a guest."""
    number = row["wp:comment_user_id"]
    if number not in NOBODY and number in known.numbers:
        return known.numbers[number]
    return Writer(markup.line_of(row["wp:comment_author"]), guest=True)


def _day(of: Fields, name: str) -> date | None:
    """Return the day that readers saw, in the old site's time zone."""
    given = of[name] if not of[name].startswith(NONE_YET) else of[f"{name}_gmt"]
    return None if given.startswith(NONE_YET) else day_of(given)

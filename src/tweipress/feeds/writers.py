"""A feed as RSS 2.0, as Atom and as JSON Feed 1.1."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import StringIO
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from tweipress.feeds.entries import Entry, Feed

NOTHING_YET: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When an empty feed was last changed: a time of its own would change it at every look."""
JPEG: Final = "image/jpeg"
DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
JSON_FEED: Final = "https://jsonfeed.org/version/1.1"


class Form(NamedTuple):
    """What a feed is served as, and what writes it."""

    content_type: str
    write: Callable[[Feed], str]


class _Dated(SyndicationFeed):
    """A feed that changes with its articles alone."""

    def latest_post_date(self) -> datetime:
        """Return when an article was last changed."""
        return super().latest_post_date() if self.items else NOTHING_YET


class _Rss(_Dated, Rss201rev2Feed):
    """RSS with whole texts beside the summaries."""

    def rss_attributes(self) -> dict[str, str]:
        """Return the names that its elements come from."""
        spaces: dict[str, str] = super().rss_attributes()
        return spaces | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_item_elements(self, handler: Any, item: Any) -> None:
        """Write an article."""
        super().add_item_elements(handler, item)
        for author in item["others"]:
            handler.addQuickElement("dc:creator", author.name, {"xmlns:dc": DUBLIN_CORE})
        if item["html"]:
            handler.addQuickElement("content:encoded", item["html"])
        if picture := item["picture"]:
            size = {"width": str(picture.width), "height": str(picture.height)}
            told = {"url": picture.url, "medium": "image", "type": JPEG, **size}
            handler.addQuickElement("media:content", "", told)


class _Atom(_Dated, Atom1Feed):
    """Atom with whole texts beside the summaries, each article in its language."""

    def item_attributes(self, item: Any) -> dict[str, str]:
        """Return the language of an article."""
        return {"xml:lang": item["tongue"]}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        """Write an article."""
        super().add_item_elements(handler, item)
        for author in item["others"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", author.name)
            handler.addQuickElement("uri", author.url)
            handler.endElement("author")
        if item["html"]:
            handler.addQuickElement("content", item["html"], {"type": "html"})
        if picture := item["picture"]:
            told = {"rel": "enclosure", "href": picture.url, "type": JPEG}
            handler.addQuickElement("link", "", told)


def _xml(kind: type[SyndicationFeed], feed: Feed) -> str:
    made = kind(
        title=feed.title,
        link=feed.page,
        description=feed.title,
        language=settings.LANGUAGE_CODE,
        feed_url=feed.url,
    )
    for entry in feed.entries:
        made.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.summary,
            author_name=entry.authors[0].name,
            author_link=entry.authors[0].url,
            others=entry.authors[1:],
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=entry.key,
            unique_id_is_permalink=False,
            categories=entry.labels,
            html=entry.html,
            tongue=entry.language,
            picture=entry.picture,
        )
    written = StringIO()
    made.write(written, "utf-8")
    return written.getvalue()


def rss(feed: Feed) -> str:
    """Return a feed as RSS 2.0."""
    return _xml(_Rss, feed)


def atom(feed: Feed) -> str:
    """Return a feed as Atom (RFC 4287)."""
    return _xml(_Atom, feed)


def as_json(feed: Feed) -> str:
    """Return a feed as JSON Feed 1.1."""
    told = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "language": settings.LANGUAGE_CODE,
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(told, ensure_ascii=False)


def _item(entry: Entry) -> dict[str, object]:
    text = {"content_html": entry.html} if entry.html else {"content_text": entry.summary}
    return {
        "id": entry.key,
        "url": entry.url,
        "title": entry.title,
        **({"summary": entry.summary} if entry.summary else {}),
        **text,
        **({"image": entry.picture.url} if entry.picture else {}),
        "date_published": entry.published.isoformat(timespec="seconds"),
        "date_modified": entry.updated.isoformat(timespec="seconds"),
        "authors": [{"name": author.name, "url": author.url} for author in entry.authors],
        "tags": list(entry.labels),
        "language": entry.language,
    }


FORMS: Final[Mapping[str, Form]] = {
    "rss": Form("application/rss+xml; charset=utf-8", rss),
    "atom": Form("application/atom+xml; charset=utf-8", atom),
    "json": Form("application/feed+json; charset=utf-8", as_json),
}

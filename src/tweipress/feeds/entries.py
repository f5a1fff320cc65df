"""What a feed says: of the site, a section, a tag or an author, and of each of its articles."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import get_tag_uri

from tweipress.articles import queries as articles
from tweipress.articles.queries import Article
from tweipress.articles.staging import queries as staging
from tweipress.articles.staging.queries import Told
from tweipress.feeds.characters import fit
from tweipress.publication.queries import section_name

FULL: Final = "full"
LINKED: Final = re.compile(r'(?<= )(src|href)="/(?!/)')
CHOICES: Final = re.compile(r'(?<= )srcset="([^"]*)"')
OURS: Final = re.compile(r"(^|,\s*)/(?!/)")


class Picture(NamedTuple):
    """The picture of an article, a JPEG."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Author:
    """An author of an article, and the address of their page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a feed; `html` is its whole text, empty where feeds have summaries."""

    key: str
    url: str
    title: str
    authors: tuple[Author, ...]
    summary: str
    html: str
    published: datetime
    updated: datetime
    language: str
    labels: tuple[str, ...]
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `page` is where its articles are for people, `url` is its own address."""

    title: str
    page: str
    url: str
    entries: tuple[Entry, ...]


def whole(path: str) -> str:
    """Return the whole address of a path of the site."""
    return f"{settings.TWEIPRESS_PUBLIC_URL}{path}"


def feed(title: str, page: str, url: str, rows: Sequence[Article]) -> Feed:
    """Return the feed of some articles, newest first."""
    return Feed(fit(title), whole(page), whole(url), tuple(_entries(rows)))


def _entries(rows: Iterable[Article]) -> Iterable[Entry]:
    is_full = settings.TWEIPRESS_FEED_TEXT == FULL
    for article in rows:
        url, published = whole(reverse("pages:post", args=[article.slug])), _published(article)
        edited = article.updated if article.versions > 1 else published
        notices = staging.notices(article)
        yield Entry(
            key=get_tag_uri(f"{settings.TWEIPRESS_PUBLIC_URL}/article/{article.pk}", published),
            url=url,
            title=fit(article.title),
            authors=tuple(
                Author(fit(name), whole(reverse("people:member", args=[name])))
                for name in article.author_names
            ),
            summary=fit(article.lead) if is_full else _summary(article, notices),
            html=_html(article, notices) if is_full else "",
            published=published,
            updated=max(edited, published, *(notice.at for notice in notices)),
            language=article.language,
            labels=_labels(article),
            picture=_picture(article),
        )


def _picture(article: Article) -> Picture | None:
    listed = article.listed_picture
    return Picture(whole(listed.src), *listed.basic_size) if listed else None


def _labels(article: Article) -> tuple[str, ...]:
    tags = (name for _, name in article.tags)
    return tuple(
        dict.fromkeys(fit(label) for label in (section_name(article.section), *tags) if label)
    )


def _published(article: Article) -> datetime:
    """Return when readers are told that it was published; an old one has its old date."""
    shown: date | None = article.shown_date
    if shown is not None:
        return datetime.combine(shown, time(), UTC)
    assert article.published_at is not None, "only published articles are in feeds"
    return article.published_at


def _summary(article: Article, notices: Sequence[Told]) -> str:
    """Return the lead with what readers were told of it, where there is no text below it."""
    with translation.override(article.language):
        said = (f"{notice.label}: {notice.text}" for notice in notices if notice.stands)
        return fit("\n".join(filter(None, (article.lead, *said))))


def _html(article: Article, notices: Sequence[Told]) -> str:
    """Return the text as its page has it, with whole addresses."""
    parts = articles.body(article)
    shown = {"parts": parts, "notices": notices, "language": article.language}
    with translation.override(article.language):
        made = render_to_string("feeds/text.html", shown)
    linked = LINKED.sub(rf'\1="{settings.TWEIPRESS_PUBLIC_URL}/', made)
    return fit(CHOICES.sub(_chosen, linked)).strip()


def _chosen(match: re.Match[str]) -> str:
    choices = OURS.sub(rf"\1{settings.TWEIPRESS_PUBLIC_URL}/", match[1])
    return f'srcset="{choices}"'

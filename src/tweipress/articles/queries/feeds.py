"""Reads for feeds and sitemaps: whole texts of the newest articles, addresses of all."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db.models import Max, QuerySet

from tweipress.articles.coauthors.queries import by
from tweipress.articles.models import OUT, Article
from tweipress.articles.queries.rows import PAGE, STORY
from tweipress.core.ids import MemberId
from tweipress.http.fast.statements import Statement
from tweipress.publication.queries import names_of

RANGE: Final = 5000
"""Numbers of articles in one file of a sitemap, which may have ten times as many addresses."""
LISTED_AT_ONCE: Final = 1000
FIELDS: Final = (*STORY, "posting_seq", "made", "tags", "versions", "updated", "corrections")


def _newest() -> QuerySet[Article]:
    rows = Article.objects.filter(OUT).select_related("author").only(*FIELDS)
    return rows.order_by("-dated_at", "-posting_seq")


SITE: Final = Statement(lambda: _newest()[:PAGE])
SECTION: Final = Statement(lambda names: _newest().filter(section__in=names)[:PAGE])
TAG: Final = Statement(lambda tag: _newest().filter(taggings__tag__slug=tag)[:PAGE])
AUTHOR: Final = Statement(lambda author: _newest().filter(by(author))[:PAGE])


def of_site() -> list[Article]:
    """Return the newest articles with their texts."""
    return SITE.rows()


def of_section(section: str) -> list[Article]:
    """Return the newest articles of a news section with their texts."""
    return SECTION.rows(names_of(section))


def of_tag(tag: str) -> list[Article]:
    """Return the newest articles with a tag, by its slug, with their texts."""
    return TAG.rows(tag)


def of_author(author: MemberId) -> list[Article]:
    """Return an author's newest articles with their texts."""
    return AUTHOR.rows(author)


def last_number() -> int:
    """Return the highest number of a published article, 0 without any."""
    last: int | None = Article.objects.filter(OUT).aggregate(last=Max("pk"))["last"]
    return last or 0


def in_range(number: int) -> Iterator[tuple[str, str, datetime, list[Any], list[Any]]]:
    """Yield slug, language, last edit, translations and notices of the articles of a range."""
    own = Article.objects.filter(OUT, pk__gte=number * RANGE, pk__lt=(number + 1) * RANGE)
    rows = own.order_by("pk").values_list(
        "slug", "language", "updated", "translations", "corrections"
    )
    yield from rows.iterator(LISTED_AT_ONCE)


def since(at: datetime, most: int) -> list[tuple[str, str, str, datetime | None]]:
    """Return slug, title, language and date of what was published since then, newest first."""
    rows = Article.objects.filter(OUT, dated_at__gte=at).order_by("-dated_at", "-posting_seq")
    return list(rows.values_list("slug", "title", "language", "dated_at")[:most])

"""What is in the calendar: what is due, scheduled, embargoed, expiring and published."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from django.db.models import Q, QuerySet

from tweipress.articles.desk.status import plan_of
from tweipress.articles.models import Article
from tweipress.language import zone

EVENTS_MAX: Final = 1_000
"""Articles in a calendar at once: a busy paper has half of that in a month."""


class Kind(StrEnum):
    """What happens to an article."""

    DUE = "due"
    SCHEDULED = "scheduled"
    EMBARGOED = "embargoed"
    EXPIRES = "expires"
    PUBLISHED = "published"


class Event(NamedTuple):
    """Something that happens on a day, at a time unless it is all day long."""

    day: date
    kind: Kind
    article: Article
    at: datetime | None = None

    @property
    def order(self) -> tuple[date, bool, str, int]:
        """Sort by day and time, first what is all day long."""
        when = self.at.isoformat() if self.at else ""
        return (self.day, bool(self.at), when, self.article.pk)


def events(articles: QuerySet[Article], first: date, after: date) -> list[Event]:
    """Return what happens to articles from one day to before another, in order."""
    since, until = (zoned(day) for day in (first, after))
    span = (since, until)
    moments = ("plan__publish_at", "plan__embargo_until", "plan__expires_at", "published_at")
    chosen = Q(plan__due__gte=first, plan__due__lt=after)
    for name in moments:
        chosen |= Q(**{f"{name}__gte": since, f"{name}__lt": until})
    chosen_ones = articles.filter(chosen).order_by("-updated")[:EVENTS_MAX]
    every = (event for article in chosen_ones for event in _of(article))
    kept = (
        event
        for event in every
        if (first <= event.day < after if event.at is None else span[0] <= event.at < span[1])
    )
    return sorted(kept, key=lambda event: event.order)


def zoned(day: date) -> datetime:
    """Return the moment in which a day begins in the paper's zone."""
    return datetime.combine(day, time(), zone.in_force())


def month_of(day: date) -> tuple[date, date]:
    """Return the first days of a month and of the next one."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def _of(article: Article) -> Iterator[Event]:
    """Yield all that happens to an article; what is due no longer matters once it is out."""
    plan = plan_of(article)
    if article.is_published and article.published_at is not None:
        yield _at(Kind.PUBLISHED, article, article.published_at)
    if plan is None:
        return
    if article.is_draft:
        if plan.due is not None:
            yield Event(plan.due, Kind.DUE, article)
        if plan.publish_at is not None:
            yield _at(Kind.SCHEDULED, article, plan.publish_at)
        if plan.embargo_until is not None:
            yield _at(Kind.EMBARGOED, article, plan.embargo_until)
    if plan.expires_at is not None and not article.is_taken_back:
        yield _at(Kind.EXPIRES, article, plan.expires_at)


def _at(kind: Kind, article: Article, at: datetime) -> Event:
    return Event(zone.local(at).date(), kind, article, at)

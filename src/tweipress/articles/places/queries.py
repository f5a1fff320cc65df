"""Reads about places: a member's own, and nobody else's."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from tweipress.articles.places.bounds import KEPT, LATE, PARAGRAPH_MAX
from tweipress.articles.places.models import Place
from tweipress.bank import clock
from tweipress.core.digits import number_in
from tweipress.core.ids import ArticleId, MemberId

__all__ = ["END", "KEPT", "LATE", "Spot", "is_due", "kept_by", "place_in", "spot_in"]

DIGITS_MAX = len(str(PARAGRAPH_MAX))


class Spot(NamedTuple):
    """A part of an article, from 1, and a paragraph in it, from 0."""

    part: int
    paragraph: int


class OwnPlace(NamedTuple):
    """A place as its member takes it along."""

    article: int
    title: str
    slug: str
    part: int
    paragraph: int
    at: datetime


END = Spot(0, 0)
"""Where one is who has read to the end."""


def spot_in(text: str) -> Spot | None:
    """Return the spot that a script names, as `2-14` or `end`; None if that is none."""
    if text == "end":
        return END
    part, _, paragraph = text.partition("-")
    first, then = number_in(part, DIGITS_MAX), number_in(paragraph, DIGITS_MAX)
    return Spot(first, then) if first and then is not None else None


def place_in(member: MemberId, article: ArticleId) -> Spot | None:
    """Return where a member stopped reading, None after the end or if nothing is kept."""
    rows = Place.objects.filter(member=member, article=article, at__gt=clock.now() - KEPT)
    spot = rows.exclude(part=END.part).values_list("part", "paragraph").first()
    return Spot(*spot) if spot else None


def kept_by(member: MemberId) -> Iterator[OwnPlace]:
    """Yield the places of a member, first the oldest."""
    rows = Place.objects.filter(member=member).select_related("article").order_by("at", "pk")
    for row in rows:
        article = row.article
        yield OwnPlace(row.article_id, article.title, article.slug, row.part, row.paragraph, row.at)


def is_due() -> bool:
    """Tell whether places were kept long enough."""
    return Place.objects.filter(old(clock.now() - LATE)).exists()


def old(now: datetime) -> Q:
    """Return which places have been kept long enough."""
    return Q(at__lt=now - KEPT) | Q(part=END.part, at__lt=now - LATE)

"""Which articles repeat another: marks in the database, each with the article that had it first.

A mark belongs to one article, so a look costs as many rows as the text has marks, however many
articles there are. Two who publish the same text at once cannot both be the first.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from tweipress.articles.marks import found_bps, marks, whole_bps
from tweipress.articles.models import Article, Mark
from tweipress.bank import queries

COUNTS: Final = Q(article__asked=True) | Q(article__posting_seq__isnull=False)
"""Published, or about to be: a draft that nobody has sent repeats nothing and is not repeated."""


@dataclass(frozen=True, slots=True)
class Found:
    """The article that has most of what a text has from others, and how much that is."""

    of: int
    found_bps: int
    whole_bps: int


def claim(article: Article, index_text: str) -> int:
    """Take the marks that nobody has; return the number of the article that is repeated, or 0."""
    own = marks(index_text)
    rows = [Mark(mark=mark, article=article) for mark in sorted(own)]
    Mark.objects.bulk_create(rows, ignore_conflicts=True)
    found = _found(article, own)
    return found.of if found else 0


def release(article: Article) -> None:
    """Let go of the marks of an article that was not published after all."""
    Mark.objects.filter(article=article).delete()


def look(article: Article) -> Found | None:
    """Return what an article would be found to repeat, None if it repeats nothing."""
    return _found(article, marks(article.index_text))


def _found(article: Article, own: Collection[int]) -> Found | None:
    others = Mark.objects.filter(COUNTS, mark__in=own).exclude(article=article)
    share_bps, most = found_bps(own, dict(others.values_list("mark", "article_id")))
    if not most:
        return None
    other = Article.objects.values_list("index_text", flat=True).get(pk=most)
    found = Found(most, share_bps, whole_bps(own, marks(other)))
    tariff = queries.tariff()
    is_much = share_bps >= tariff.repeat_found_bps
    return found if is_much or found.whole_bps >= tariff.repeat_whole_bps else None

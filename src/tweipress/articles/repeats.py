"""Which articles repeat another: marks in the database, each with the article that had it first.

A mark belongs to one article, so a look costs as many rows as the text has marks, however many
articles there are. Two who publish the same text at once cannot both be the first.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from tweipress.articles.models import Article, Mark
from tweipress.articles.text.fingerprints import found_bps, marks, whole_bps
from tweipress.bank import queries

COUNTS: Final = Q(asked=True) | Q(posting_seq__isnull=False)
"""Published, or about to be: a draft that nobody has sent repeats nothing and is not repeated."""


@dataclass(frozen=True, slots=True)
class Found:
    """The article that has most of what a text has from others, and how much that is."""

    of: int
    found_bps: int
    whole_bps: int
    is_later: bool = False


def claim(article: Article, index_text: str, judged: datetime | None = None) -> int:
    """Take the marks that nobody has; return the number of the article that is repeated, or 0.

    Where judges approved the text, what they cannot have seen when they did is named before others.
    """
    own = marks(index_text)
    rows = [Mark(mark=mark, article=article) for mark in sorted(own)]
    Mark.objects.bulk_create(rows, ignore_conflicts=True)
    first = _found(article, own)
    Article.objects.filter(pk=article.pk).update(found_in=first.of if first else 0)
    found = (_later(article, own, judged) if judged else None) or first
    return found.of if found else 0


def release(article: Article) -> None:
    """Let go of the marks of an article that was not published after all."""
    Mark.objects.filter(article=article).delete()


def look(article: Article, judged: datetime | None = None) -> Found | None:
    """Return what an article would be found to repeat, None if it repeats nothing."""
    own = marks(article.index_text)
    return (_later(article, own, judged) if judged else None) or _found(article, own)


def _found(article: Article, own: Collection[int]) -> Found | None:
    known = _known(article, own)
    share_bps, most = found_bps(own, known)
    if not most:
        return None
    other = Article.objects.values_list("index_text", flat=True).get(pk=most)
    return _enough(Found(most, share_bps, whole_bps(own, marks(other))))


def _later(article: Article, own: Collection[int], judged: datetime) -> Found | None:
    """Return what is repeated of articles that came after the judges, by all that they say.

    Two copies of one old text share no mark of their own: the old one has them all. So whoever was
    found in the same old articles is looked at as well.
    """
    old = set(_known(article, own).values())
    found_there = Article.objects.filter(found_in__gt=0, found_in__in=old)
    numbers = old.union(found_there.values_list("pk", flat=True)) - {article.pk}
    since = Q(posting_seq=None) | Q(published_at__gte=judged)
    later = Article.objects.filter(COUNTS, since, pk__in=numbers)
    has = {number: marks(text) for number, text in later.values_list("pk", "index_text").iterator()}
    found = [
        it
        for number, other in sorted(has.items())
        if (it := _enough(Found(number, whole_bps(other, own), whole_bps(own, other), True)))
    ]
    if found:
        return max(found, key=lambda it: it.found_bps)
    together = {mark: number for number, other in has.items() for mark in other & set(own)}
    share_bps, most = found_bps(own, together)
    return _enough(Found(most, share_bps, 0, True)) if most else None


def _known(article: Article, own: Collection[int]) -> dict[int, int]:
    counts = Q(article__asked=True) | Q(article__posting_seq__isnull=False)
    others = Mark.objects.filter(counts, mark__in=own).exclude(article=article)
    return dict(others.values_list("mark", "article_id"))


def _enough(found: Found) -> Found | None:
    tariff = queries.tariff()
    is_much = found.found_bps >= tariff.repeat_found_bps
    return found if is_much or found.whole_bps >= tariff.repeat_whole_bps else None

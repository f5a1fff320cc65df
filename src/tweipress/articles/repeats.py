"""Repeats: which articles repeat another, found by fingerprints in the database.

Each fingerprint belongs to the article that had it first, as long as it is in its text. So
comparing a text reads as many rows as the text has fingerprints, however many articles there are,
and of two articles with the same text that are published at once only one can be the first.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from tweipress.articles.models import Article, Fingerprint
from tweipress.articles.text.fingerprints import fingerprints, found_bps, whole_bps
from tweipress.bank import queries as books
from tweipress.core.ids import NO_ARTICLE, ArticleId

COUNTS: Final = Q(asked=True) | Q(posting_seq__isnull=False)
"""Published, or about to be. A draft that was never sent repeats nothing and is not repeated."""
HEIRS_MAX: Final = 100
"""How many articles are looked at for what another one has given up, the oldest first."""
AT_ONCE: Final = 10_000
"""How many fingerprints one query asks for."""


@dataclass(frozen=True, slots=True)
class Match:
    """The article that has most of what a text shares with others, and how much that is."""

    of: ArticleId
    found_bps: int
    whole_bps: int
    is_later: bool = False


def claim(article: Article, index_text: str, judged: datetime | None = None) -> ArticleId:
    """Take the fingerprints that no article has; return the article that is repeated, or 0.

    If a review approved the text at `judged`, an article that its judges cannot have seen is named
    before others.
    """
    own = fingerprints(index_text)
    rows = [Fingerprint(number=number, article=article) for number in sorted(own)]
    Fingerprint.objects.bulk_create(rows, ignore_conflicts=True)
    first = _first(article, own)
    Article.objects.filter(pk=article.pk).update(original=first.of if first else NO_ARTICLE)
    match = (_later(article, own, judged) if judged else None) or first
    return match.of if match else NO_ARTICLE


def give_up_replaced(article: Article, index_text: str) -> None:
    """Give up the fingerprints that are no longer in an article's text: that counts from now on.

    Articles that were found to repeat this one have them next, in the order of publication. What
    stays in the text stays this article's, however often the rest is changed.
    """
    own = fingerprints(index_text)
    held = Fingerprint.objects.filter(article=article).values_list("number", flat=True)
    gone = set(held) - own
    if not gone:
        return
    numbers = sorted(gone)
    for start in range(0, len(numbers), AT_ONCE):
        part = numbers[start : start + AT_ONCE]
        Fingerprint.objects.filter(article=article, number__in=part).delete()
    heirs = Article.objects.filter(COUNTS, original=article.pk).order_by("posting_seq", "pk")
    for heir in heirs[:HEIRS_MAX]:
        has = fingerprints(heir.index_text)
        rows = [Fingerprint(number=number, article=heir) for number in sorted(has & gone)]
        Fingerprint.objects.bulk_create(rows, ignore_conflicts=True)
        first = _first(heir, has)
        Article.objects.filter(pk=heir.pk).update(original=first.of if first else NO_ARTICLE)


def release(article: Article) -> None:
    """Delete the fingerprints of an article that was not published after all."""
    Fingerprint.objects.filter(article=article).delete()


def compare(article: Article, judged: datetime | None = None) -> Match | None:
    """Return what an article would be found to repeat, None if it repeats nothing."""
    own = fingerprints(article.index_text)
    return (_later(article, own, judged) if judged else None) or _first(article, own)


def compare_all(articles: Collection[Article]) -> dict[int, Match]:
    """Compare many articles in few queries; those that repeat nothing are left out."""
    return _firsts({article.pk: fingerprints(article.index_text) for article in articles})


def _first(article: Article, own: Collection[int]) -> Match | None:
    return _firsts({article.pk: own}).get(article.pk)


def _firsts(texts: Mapping[int, Collection[int]]) -> dict[int, Match]:
    """Return by article what its fingerprints repeat of the articles that had them first."""
    holders = _holders({each for own in texts.values() for each in own})
    shares = {
        number: found_bps(
            own, _without(number, {each: holders[each] for each in own if each in holders})
        )
        for number, own in texts.items()
    }
    others = Article.objects.filter(pk__in={most for _, most in shares.values() if most})
    has = {pk: fingerprints(text) for pk, text in others.values_list("pk", "index_text")}
    matches = {
        number: _enough(Match(ArticleId(most), share_bps, whole_bps(texts[number], has[most])))
        for number, (share_bps, most) in shares.items()
        if most
    }
    return {number: match for number, match in matches.items() if match}


def _later(article: Article, own: Collection[int], judged: datetime) -> Match | None:
    """Return what is repeated of articles that came after the judges, by their whole texts.

    Two copies of one old text have no fingerprints of their own, because the old text has them all.
    So articles with the same original are compared as well.
    """
    old = set(_known(article, own).values())
    copies = Article.objects.filter(original__gt=0, original__in=old)
    numbers = old.union(copies.values_list("pk", flat=True)) - {article.pk}
    since = Q(posting_seq=None) | Q(published_at__gte=judged)
    later = Article.objects.filter(COUNTS, since, pk__in=numbers)
    texts = later.values_list("pk", "index_text").iterator()
    has = {ArticleId(number): fingerprints(text) for number, text in texts}
    matches = [
        match
        for number, other in sorted(has.items())
        if (match := _enough(Match(number, whole_bps(other, own), whole_bps(own, other), True)))
    ]
    if matches:
        return max(matches, key=lambda match: match.found_bps)
    together = {each: number for number, other in has.items() for each in other & set(own)}
    share_bps, most = found_bps(own, together)
    return _enough(Match(ArticleId(most), share_bps, 0, True)) if most else None


def _known(article: Article, own: Collection[int]) -> dict[int, int]:
    """Return the fingerprints that other articles had before, with those articles' numbers."""
    return _without(article.pk, _holders(own))


def _holders(numbers: Collection[int]) -> dict[int, int]:
    """Return those fingerprints that articles have, with the numbers of the articles."""
    counts = Q(article__asked=True) | Q(article__posting_seq__isnull=False)
    wanted = list(numbers)
    holders: dict[int, int] = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = Fingerprint.objects.filter(counts, number__in=wanted[start : start + AT_ONCE])
        holders.update(rows.values_list("number", "article_id"))
    return holders


def _without(article: int, holders: Mapping[int, int]) -> dict[int, int]:
    return {number: holder for number, holder in holders.items() if holder != article}


def _enough(match: Match) -> Match | None:
    tariff = books.tariff()
    is_much = match.found_bps >= tariff.repeat_found_bps
    return match if is_much or match.whole_bps >= tariff.repeat_whole_bps else None

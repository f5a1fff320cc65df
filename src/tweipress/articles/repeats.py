"""Repeats: which articles repeat another, found by fingerprints in the database.

What an article shares with others is measured by who had each fingerprint first (holders.py). So
comparing a text reads as many rows as the text has fingerprints, however many articles there are,
and of two articles with the same text that are published at once only one can be the first.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from tweipress.articles import holders
from tweipress.articles.models import Article
from tweipress.articles.text.fingerprints import fingerprints, found_bps, whole_bps
from tweipress.bank import queries as books
from tweipress.core.ids import NO_ARTICLE, ArticleId
from tweipress.core.money import BPS
from tweipress.core.units import MS_PER_DAY, MS_PER_S

SET_BACK_MS: Final = MS_PER_DAY
"""How much older than a decision a later text may seem, because a clock was set back."""


@dataclass(frozen=True, slots=True)
class Match:
    """The article that has most of what a text shares with others, and how much that is."""

    of: ArticleId
    found_bps: int
    whole_bps: int
    is_later: bool = False


def claim(article: Article, index_text: str, judged: datetime | None = None) -> ArticleId:
    """Take the fingerprints of a text that is published; return the article it repeats, or 0.

    If a review approved the text at `judged`, an article that its judges cannot have seen is named
    before others.
    """
    own = fingerprints(index_text)
    holders.add(article, own)
    match = _match(article, own, judged)
    return match.of if match else NO_ARTICLE


def replace(article: Article, index_text: str) -> None:
    """Let an article have this text's fingerprints alone; what stays has been its own since before.

    In one transaction with the text, so that nobody is first with what is not in theirs.
    """
    holders.hold(article, fingerprints(index_text))


def repeated_by(article: Article, index_text: str) -> ArticleId:
    """Return which article an article would repeat with this text, 0 if none."""
    match = _match(article, fingerprints(index_text), None)
    return match.of if match else NO_ARTICLE


def compare(article: Article, judged: datetime | None = None) -> Match | None:
    """Return what an article would be found to repeat, None if it repeats nothing."""
    return _match(article, fingerprints(article.index_text), judged)


def compare_all(articles: Collection[Article]) -> dict[int, Match]:
    """Compare many articles in few queries; those that repeat nothing are left out."""
    return _firsts({article.pk: fingerprints(article.index_text) for article in articles})


def _match(article: Article, own: Collection[int], judged: datetime | None) -> Match | None:
    later = _later(article, own, judged) if judged else None
    return later or _firsts({article.pk: own}).get(article.pk)


def _firsts(texts: Mapping[int, Collection[int]]) -> dict[int, Match]:
    """Return by article what its fingerprints repeat of the articles that had them first."""
    firsts = holders.first_holders({each for own in texts.values() for each in own})
    shares = {
        number: found_bps(
            own, {each: firsts[each] for each in own if firsts.get(each, number) != number}
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
    """Return what is repeated of articles that came after the judges, whoever was first with it.

    Two copies of one old text are first with none of it. So all that have it are compared.
    """
    later = Q(article__posting_seq=None) | Q(article__published_at__gte=judged)
    since_ms = int(judged.timestamp()) * MS_PER_S - SET_BACK_MS
    shared = holders.shared_with(own, since_ms, later & ~Q(article=article.pk))
    sizes = holders.how_many(shared)
    matches = [
        match
        for number, both in sorted(shared.items())
        if (match := _enough(_later_match(number, len(both), len(own), sizes[number])))
    ]
    if matches:
        return max(matches, key=lambda match: match.found_bps)
    together = {each: number for number, both in shared.items() for each in both}
    share_bps, most = found_bps(own, together)
    return _enough(Match(ArticleId(most), share_bps, 0, True)) if most else None


def _later_match(number: int, both: int, own: int, other: int) -> Match:
    return Match(ArticleId(number), both * BPS // own, both * BPS // other, True)


def _enough(match: Match) -> Match | None:
    tariff = books.tariff()
    is_much = match.found_bps >= tariff.repeat_found_bps
    return match if is_much or match.whole_bps >= tariff.repeat_whole_bps else None

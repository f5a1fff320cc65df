"""Approvals: which text a review is about, which text it approved, and what that binds edits to."""

import hashlib
import json
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from tweipress.articles.models import Article
from tweipress.articles.text import content
from tweipress.articles.text.fingerprints import numbers, shared_bps
from tweipress.bank import queries as books
from tweipress.bank.queries import ReviewBooks
from tweipress.core.ids import ArticleId
from tweipress.core.records.review import ReviewState
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import moment


class Worded(Protocol):
    """A text as it is stored."""

    title: str
    lead: str
    section: str
    sections: Any


def digest(article: Worded) -> str:
    """Return the SHA-256 of an article's text, by which the books know what was reviewed."""
    return _digest([article.title, article.lead, article.section, article.sections])


def digest_of(text: content.Text) -> str:
    """Return the digest that an article has as soon as it has this text."""
    return _digest([text.title, text.lead, text.section, text.as_json()])


def _digest(says: list[object]) -> str:
    text = json.dumps(says, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def settled_digest(article: Article) -> str | None:
    """Return the digest of the text as it is stored when each save under way has ended.

    None: the article was deleted. A save that begins afterwards finds what the books say by then.
    """
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
    return digest(stored) if stored is not None else None


def approval(article: Article) -> ReviewBooks | None:
    """Return the review that has approved a draft, None if none has."""
    review = books.review(ArticleId(article.pk))
    return review if review is not None and review.review.state == ReviewState.APPROVED else None


def judged_at(review: ReviewBooks | None) -> datetime | None:
    """Return the second in which a review was decided; its judges saw no later articles."""
    return moment(review.review.decided_ms) if review is not None else None


def approved_digest(article: Article) -> str:
    """Return the digest of the text by which a published article is bound, empty if by none."""
    review = books.review(ArticleId(article.pk))
    is_bound = review is not None and review.review.state == ReviewState.PUBLISHED
    return review.review.digest if review is not None and is_bound else ""


def kept_of_approved_bps(article: Article, text: content.Text) -> int | None:
    """Return how much of the text that a review approved is left in another; None: none was.

    What readers see counts, and what was typed: a link's address hides no other text.
    """
    bound_by = approved_digest(article)
    old = article.revisions.filter(digest=bound_by).order_by("pk").first() if bound_by else None
    if old is None:
        return None
    was, now = old.runs or runs(old.text), runs(text)
    return min(shared_bps(was[name], now[name]) for name in now)


def runs(text: content.Text) -> dict[str, list[int]]:
    """Return what edits of an approved text are measured by; it can be kept without the text."""
    return {"plain": sorted(numbers(text.plain)), "typed": sorted(numbers(text.typed))}


def locked(article: Article) -> Refused | None:
    """Refuse to change a draft that is under review, approved, or perhaps published already."""
    if article.is_draft and article.asked:
        return refuse(Refusal.PUBLICATION_OPEN)
    review = books.review(ArticleId(article.pk)) if article.is_draft else None
    return refuse(Refusal.REVIEW_LOCKS) if review and review.review.is_live else None


def kept_bps(article: Article) -> int:
    """Return how much of an approved text an edit has to keep, 0 if no review approved it."""
    is_bound = not article.is_draft and approved_digest(article)
    return books.tariff().review_kept_bps if is_bound else 0

"""Approvals: which text a review is about, which text it approved, and what that binds edits to."""

import hashlib
import json
from datetime import datetime

from tweipress.articles.models import Article, Revision
from tweipress.articles.text import content
from tweipress.bank import queries as books
from tweipress.bank.queries import ReviewBooks
from tweipress.core.ids import ArticleId
from tweipress.core.records.review import ReviewState
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import moment


def digest(article: Article | Revision) -> str:
    """Return the SHA-256 of an article's text, by which the books know what was reviewed."""
    return _digest([article.title, article.lead, article.section, article.sections])


def digest_of(text: content.Text) -> str:
    """Return the digest that an article has as soon as it has this text."""
    return _digest([text.title, text.lead, text.section, text.as_json()])


def _digest(says: list[object]) -> str:
    text = json.dumps(says, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def approval(article: Article) -> ReviewBooks | None:
    """Return the review that has approved a draft, None if none has."""
    review = books.review(ArticleId(article.pk))
    return review if review is not None and review.review.state == ReviewState.APPROVED else None


def judged_at(review: ReviewBooks | None) -> datetime | None:
    """Return the second in which a review was decided; its judges saw no later articles."""
    return moment(review.review.decided_ms) if review is not None else None


def approved(article: Article) -> Revision | None:
    """Return the text of a published article that a review approved, None if there is none."""
    review = books.review(ArticleId(article.pk))
    if review is None or review.review.state != ReviewState.PUBLISHED:
        return None
    oldest_first = article.revisions.order_by("pk").iterator()
    return next((old for old in oldest_first if digest(old) == review.review.digest), None)


def locked(article: Article) -> Refused | None:
    """Refuse to change a draft that is under review, approved, or perhaps published already."""
    if article.is_draft and article.asked:
        return refuse(Refusal.PUBLICATION_OPEN)
    review = books.review(ArticleId(article.pk)) if article.is_draft else None
    return refuse(Refusal.REVIEW_LOCKS) if review and review.review.is_live else None


def kept_bps(article: Article) -> int:
    """Return how much of an approved text an edit has to keep, 0 if no review approved it."""
    review = None if article.is_draft else books.review(ArticleId(article.pk))
    is_bound = review is not None and review.review.state == ReviewState.PUBLISHED
    return books.tariff().review_kept_bps if is_bound else 0

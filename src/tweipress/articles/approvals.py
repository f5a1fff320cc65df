"""Which text a review is about, which it has approved, and what that binds edits to."""

import hashlib
import json
from datetime import UTC, datetime

from tweipress.articles.models import Article, Revision
from tweipress.articles.text import content
from tweipress.bank import queries as books
from tweipress.bank.queries import ReviewBooks
from tweipress.core.ids import ArticleId
from tweipress.core.records.review import ReviewState
from tweipress.core.rules.reading import MS_PER_S


def digest(article: Article | Revision) -> str:
    """Return the SHA-256 of what an article says, or said: the books keep what was reviewed so."""
    return _digest([article.title, article.lead, article.section, article.sections])


def digest_of(text: content.Text) -> str:
    """Return the digest that an article has as soon as it says this."""
    sections = [section.as_json() for section in text.sections]
    return _digest([text.title, text.lead, text.topic, sections])


def _digest(says: list[object]) -> str:
    text = json.dumps(says, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def judged_at(review: ReviewBooks) -> datetime:
    """Return the second in which a review was decided: later articles its judges have not seen."""
    return datetime.fromtimestamp(review.review.decided_ms // MS_PER_S, UTC)


def approved(article: Article) -> Revision | None:
    """Return the text that a review has approved of a published article, None if none has."""
    found = books.review(ArticleId(article.pk))
    if found is None or found.review.state != ReviewState.PUBLISHED:
        return None
    oldest_first = article.revisions.order_by("pk").iterator()
    return next((it for it in oldest_first if digest(it) == found.review.digest), None)


def kept_bps(article: Article) -> int:
    """Return how much of what a review has approved an edit has to keep, 0 if nothing was."""
    found = None if article.is_draft else books.review(ArticleId(article.pk))
    is_bound = found is not None and found.review.state == ReviewState.PUBLISHED
    return books.tariff().review_kept_bps if is_bound else 0

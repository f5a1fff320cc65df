"""Which text a review has approved of an article that is published, and what binds its edits."""

from tweipress.articles.models import Article, Revision
from tweipress.articles.queries import digest
from tweipress.bank import queries as books
from tweipress.core.reviews import PUBLISHED


def approved(article: Article) -> Revision | None:
    """Return the text that a review has approved of a published article, None if none has."""
    found = books.review(article.pk)
    if found is None or found.review.state != PUBLISHED:
        return None
    oldest_first = article.revisions.order_by("pk").iterator()
    return next((it for it in oldest_first if digest(it) == found.review.digest), None)


def kept_bps(article: Article) -> int:
    """Return how much of what a review has approved an edit has to keep, 0 if nothing was."""
    found = None if article.is_draft else books.review(article.pk)
    is_bound = found is not None and found.review.state == PUBLISHED
    return books.tariff().review_kept_bps if is_bound else 0

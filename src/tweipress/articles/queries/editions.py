"""Reads of an article's versions, also of drafts, for those who write it."""

from tweipress.articles.drafts import is_same
from tweipress.articles.editions import earlier, edition, is_gone, kept, newest, subject
from tweipress.articles.models import Article

__all__ = [
    "by_number",
    "earlier",
    "edition",
    "is_gone",
    "is_same",
    "kept",
    "newest",
    "subject",
]


def by_number(number: int) -> Article | None:
    """Return an article with its author, draft or not; pages decide who may see it."""
    return Article.objects.filter(pk=number).select_related("author").first()

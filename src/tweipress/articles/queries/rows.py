"""Rows of articles as lists and pages read them: which fields, with whom."""

from typing import Final

from django.db.models import QuerySet

from tweipress.articles.models import Article
from tweipress.http.fast.statements import Statement

HEAVY: Final = ("sections", "made", "index_text")
"""Fields that no list of articles shows."""


def listed() -> QuerySet[Article]:
    """Return all articles with their authors, without what no list shows."""
    return Article.objects.select_related("author").defer(*HEAVY)


PUBLIC: Final = Statement(
    lambda slug: (
        Article.objects.filter(slug=slug, posting_seq__isnull=False)
        .select_related("author")
        .defer("index_text")
    )
)
LISTED: Final = Statement(
    lambda numbers: listed().filter(posting_seq__isnull=False, pk__in=numbers)
)

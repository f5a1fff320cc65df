"""Rows of articles as lists and pages read them: which fields, with whom."""

from collections.abc import Iterable
from typing import Final

from django.db.models import F, QuerySet, Value
from django.db.models.functions import StrIndex

from tweipress.articles.models import OUT, Article
from tweipress.http.fast.statements import Statement

PAGE: Final = 20
"""How many articles a list shows on one page."""
READ: Final = PAGE + 1
"""How many of them are read: one more says that there is another page."""
HEAVY: Final = ("sections", "made", "index_text")
"""Fields that no list of articles shows."""
UNSHOWN: Final = ("sections", "index_text")
"""Fields that no article's own page shows: `made` has its text as it is read."""
STORY: Final = (
    *("slug", "title", "lead", "section", "shown_date", "published_at", "time_to_read_s"),
    "author__name",
)
"""Fields that a line of the front page, a section or a search shows."""

ACTED_ON: Final = (
    *("slug", "title", "author_id", "time_to_read_s", "part_words"),
    *("posting_seq", "published_at", "shown_date", "undo_seq"),
)
"""Fields that reading, rating and commenting ask for."""


def listed() -> QuerySet[Article]:
    """Return all articles with their authors, without what no list shows."""
    return Article.objects.select_related("author").defer(*HEAVY)


def stories() -> QuerySet[Article]:
    """Return published articles with what a story shows, newest date first."""
    rows = Article.objects.filter(OUT).select_related("author").only(*STORY)
    return rows.order_by("-dated_at", "-posting_seq")


def having(words: Iterable[str]) -> QuerySet[Article]:
    """Return the published articles in which every word occurs.

    A word's place is asked for, since LIKE would need another text than the word for its value.
    """
    rows = stories()
    for word in words:
        rows = rows.alias(place=StrIndex(F("index_text"), Value(word))).filter(place__gt=0)
    return rows


def shown() -> QuerySet[Article]:
    """Return public articles with all that their pages show, and with their authors' names."""
    fields = (field.name for field in Article._meta.concrete_fields if field.name not in UNSHOWN)
    public = Article.objects.filter(posting_seq__isnull=False).select_related("author")
    return public.only(*fields, "author__name")


PUBLIC: Final = Statement(lambda slug: shown().filter(slug=slug))
HEAD: Final = Statement(
    lambda slug: Article.objects.filter(slug=slug, posting_seq__isnull=False).only(*ACTED_ON)
)
LISTED: Final = Statement(
    lambda numbers: listed().filter(posting_seq__isnull=False, pk__in=numbers)
)
FRONT: Final = Statement(lambda: stories()[:READ])
SECTION: Final = Statement(lambda section: stories().filter(section=section)[:READ])
FOUND: Final = Statement(lambda words: having(words)[:PAGE])
SECTIONS: Final = Statement(
    lambda: (
        Article.objects.filter(OUT)
        .exclude(section="")
        .order_by("section")
        .values_list("section", flat=True)
        .distinct()
    )
)

"""Rows of articles as lists and pages read them: which fields, with whom."""

from typing import Final

from django.db.models import Q, QuerySet

from tweipress.articles.models import OUT, Article
from tweipress.http.fast.statements import Statement
from tweipress.http.text import NUL

PAGE: Final = 20
"""How many articles a list shows on one page."""
READ: Final = PAGE + 1
"""How many of them are read: one more says that there is another page."""
HEAVY: Final = ("sections", "made", "index_text", "corrections")
"""Fields that no list of articles shows."""
UNSHOWN: Final = ("sections", "index_text")
"""Fields that no article's own page shows: `made` has its text as it is read."""
STORY: Final = (
    *("slug", "title", "lead", "section", "language", "picture"),
    *("shown_date", "published_at", "time_to_read_s"),
    *("author__name", "coauthors"),
)
"""Fields that a line of the front page, a section or a search shows."""

ACTED_ON: Final = (
    *("slug", "title", "section", "author_id", "coauthors", "time_to_read_s", "part_words"),
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


def shown() -> QuerySet[Article]:
    """Return public articles with all that their pages show, their authors' names among that."""
    fields = (field.name for field in Article._meta.concrete_fields if field.name not in UNSHOWN)
    public = Article.objects.filter(posting_seq__isnull=False).select_related("author", "entry")
    return public.only(*fields, "author__name", "entry__related")


def acted_on() -> QuerySet[Article]:
    """Return public articles with what acts ask for."""
    return Article.objects.filter(posting_seq__isnull=False).only(*ACTED_ON)


def tagged(tag: str) -> QuerySet[Article]:
    """Return published articles that have a tag, by its slug."""
    return stories().filter(taggings__tag__slug=tag)


def after(slug: str) -> Q:
    """Choose what comes after the article with this slug in a list; all, if there is none."""
    lasts = Article.objects.filter(OUT, slug=slug).only("dated_at", "posting_seq")
    if NUL in slug or (last := lasts.first()) is None:
        return Q()
    same_date = Q(dated_at=last.dated_at, posting_seq__lt=last.posting_seq)
    return Q(dated_at__lt=last.dated_at) | same_date


PUBLIC: Final = Statement(lambda slug: shown().filter(slug=slug))
MOVED: Final = Statement(lambda slug: shown().filter(addresses__slug=slug))
"""Who had an address before: asked for only where nobody has it now."""
HEAD: Final = Statement(lambda slug: acted_on().filter(slug=slug))
HEAD_MOVED: Final = Statement(lambda slug: acted_on().filter(addresses__slug=slug))
LISTED: Final = Statement(
    lambda numbers: listed().filter(posting_seq__isnull=False, pk__in=numbers)
)
FRONT: Final = Statement(lambda: stories()[:READ])
SECTION: Final = Statement(lambda names: stories().filter(section__in=names)[:READ])
TAGGED: Final = Statement(lambda tag: tagged(tag)[:READ])
SECTIONS: Final = Statement(
    lambda: (
        Article.objects.filter(OUT)
        .exclude(section="")
        .order_by("section")
        .values_list("section", flat=True)
        .distinct()
    )
)

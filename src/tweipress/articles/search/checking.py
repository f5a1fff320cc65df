"""Checking: whether the index says what the published articles say."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from django.db import DatabaseError, connection
from django.db.models import Q

from tweipress.articles.search import related, terms
from tweipress.articles.search.actions import public
from tweipress.articles.search.models import Entry, Related, Word

AT_ONCE: Final = 100
SQLITE_CHECK: Final = "INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"


def differences() -> Iterator[str]:
    """Yield each difference between the index and the articles, in words for an operator."""
    counts: Counter[str] = Counter()
    for number in public().filter(entry=None).order_by("pk").values_list("pk", flat=True):
        yield f"article {number} is not in the index"
    for number in Entry.objects.exclude(article__in=public()).values_list("article", flat=True):
        yield f"article {number} is in the index and not public"
    entries = Entry.objects.filter(article__in=public()).select_related("article")
    named = related.named(Related.objects.all())
    for entry in entries.order_by("place").iterator(AT_ONCE):
        counts.update(entry.words.split())
        yield from _entry(entry)
        if entry.related != named.get(entry.article_id, []):
            yield f"article {entry.article_id} names others by an old address or title"
    yield from _words(counts)
    hidden = ~Q(other__in=public()) | ~Q(article__in=public())
    for article, other in Related.objects.filter(hidden).values_list("article", "other"):
        yield f"article {article} names article {other}, and one of them is not public"
    yield from _damage()


def _entry(entry: Entry) -> Iterator[str]:
    new = terms.of_article(entry.article)
    words = " ".join(sorted(new.words))
    if (entry.place, entry.terms, entry.text, entry.words) != (*new[:3], words):
        yield f"article {entry.article_id} is not indexed as it is now"
    if not entry.is_related:
        yield f"article {entry.article_id} has not been compared with others"


def _words(counts: Counter[str]) -> Iterator[str]:
    stored = dict(Word.objects.values_list("word", "articles"))
    for word in sorted(stored.keys() | counts.keys()):
        if stored.get(word, 0) != counts[word]:
            yield f"{word} is in {counts[word]} articles and counted {stored.get(word, 0)} times"


def _damage() -> Iterator[str]:
    """Yield what SQLite says if its index does not hold what the entries hold."""
    if connection.vendor != "sqlite":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(SQLITE_CHECK)
    except DatabaseError as error:
        yield f"SQLite's index is damaged: {error}"

"""Writes of the index: an article comes in with its publication and each edit, and goes.

They are in one transaction with what they follow. What a restored backup, or a new version of the
analysis, leaves out of step is mended at the next start.
"""

from collections.abc import Collection, Iterator
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet

from tweipress.articles.models import OUT, Article
from tweipress.articles.search import engine, related, terms, typos
from tweipress.articles.search.models import Entry, Related, Word

WORDS_AT_ONCE: Final = 400
"""SQLite takes some thirty thousand values in a statement, and a row of words has six."""


def put(number: int, *, relates: bool = True) -> None:
    """Index an article as it is stored now; one that is not public leaves the index."""
    with transaction.atomic():
        article = public().select_for_update(no_key=True).filter(pk=number).first()
        if article is None:
            remove(number)
            return
        engine.wait_for_others()
        new = terms.of_article(article)
        old = Entry.objects.filter(article=number).first()
        entry = Entry(
            place=new.place,
            article=article,
            analysis=terms.ANALYSIS,
            terms=new.terms,
            text=new.text,
            words=" ".join(sorted(new.words)),
            related=old.related if old else [],
        )
        if old is not None and old.place != new.place:
            old.delete()
        entry.save(force_insert=old is None or old.place != new.place)
        had = frozenset(old.words.split()) if old else frozenset[str]()
        _count(new.words - had, had - new.words)
        if old is not None:
            related.rename(number)
        if relates:
            transaction.on_commit(lambda: related.work_out(new.place), robust=True)


def remove(number: int) -> None:
    """Take an article out of the index, and out of what other articles name."""
    with transaction.atomic():
        engine.wait_for_others()
        entry = Entry.objects.filter(article=number).first()
        if entry is None:
            return
        entry.delete()
        _count((), entry.words.split())
        related.forget(number)


def rename(number: int) -> None:
    """Let the articles that name an article do so by the address that it has now."""
    with transaction.atomic():
        engine.wait_for_others()
        related.rename(number)


def public() -> QuerySet[Article]:
    """Return the articles that belong into the index."""
    return Article.objects.filter(OUT, dated_at__isnull=False)


def mend() -> int:
    """Bring the index into step with the articles; return how many were out of step.

    Publication and taking back keep it so; this is for sites that were restored, and for those
    whose index another version has made.
    """
    missing = public().filter(Q(entry=None) | ~Q(entry__analysis=terms.ANALYSIS))
    gone = Entry.objects.exclude(article__in=public())
    numbers = [*missing.values_list("pk", flat=True), *gone.values_list("article", flat=True)]
    for number in sorted(set(numbers)):
        put(number, relates=False)
    unrelated = Entry.objects.filter(is_related=False).order_by("place")
    for place in list(unrelated.values_list("place", flat=True)):
        related.renew(place)
    return len(set(numbers))


def rebuild() -> int:
    """Make the whole index anew; return how many articles are in it.

    While it runs less is found than there is. A rebuild that is cut off is finished by a start.
    """
    with transaction.atomic():
        engine.wait_for_others()
        Related.objects.all().delete()
        Entry.objects.all().delete()
        Word.objects.all().delete()
    return mend()


def _count(added: Collection[str], gone: Collection[str]) -> None:
    """Count one article more, or less, for each of these words."""
    rows = sorted(map(typos.row, added), key=lambda row: row.key)
    Word.objects.bulk_create(rows, WORDS_AT_ONCE, ignore_conflicts=True)
    for keys in _batches([row.key for row in rows]):
        Word.objects.filter(key__in=keys).update(articles=F("articles") + 1)
    for keys in _batches([typos.key(word) for word in gone]):
        less = Word.objects.filter(key__in=keys)
        less.update(articles=F("articles") - 1)
        less.filter(articles=0).delete()


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for first in range(0, len(keys), WORDS_AT_ONCE):
        yield keys[first : first + WORDS_AT_ONCE]

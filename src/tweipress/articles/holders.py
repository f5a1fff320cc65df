"""Holders: which articles have a fingerprint in their text, in the order in which they took it in.

Each has a row for each of its fingerprints, which says since when. The first is the one with the
oldest row, whatever the others do. So nothing is handed on when a text is replaced: its rows go,
and who comes next is the first. Rows are added and committed in one order, under a lock: whoever
has added theirs and looks then sees all that are older. No row is older than one that was there
before, though a clock may go back: else two articles with the same text could both be first.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction
from django.db.models import Count, Q

from tweipress.articles.models import Article, Fingerprint
from tweipress.bank import clock

AT_ONCE: Final = 10_000
"""How many fingerprints one query asks for."""
ADVISORY_LOCK: Final = 0x6D61726B73
"""The number of the lock on PostgreSQL; on SQLite there is one writer at a time."""
COUNTS: Final = Q(article__asked=True) | Q(article__posting_seq__isnull=False)
"""Published, or about to be. A draft that was never sent repeats nothing and is not repeated."""
FIRST: Final = (
    "WITH v(number) AS (VALUES {rows}) SELECT v.number, (SELECT f.article_id"
    " FROM articles_fingerprint f JOIN articles_article a ON a.id = f.article_id"
    " WHERE f.number = v.number AND (a.asked OR a.posting_seq IS NOT NULL)"
    " ORDER BY f.since_ms, f.id LIMIT 1) FROM v"
)
"""`COUNTS` as SQL. It reads one row for each number, however many articles hold it."""


def add(article: Article, numbers: Collection[int]) -> None:
    """Let an article hold these fingerprints as well, from now on; what it holds it keeps."""
    with _in_one_order(article):
        _add(article, numbers)


def hold(article: Article, numbers: Collection[int]) -> None:
    """Let an article hold these fingerprints and no others; what stays it has held since before."""
    with _in_one_order(article):
        held = Fingerprint.objects.filter(article=article)
        gone = sorted(set(held.values_list("number", flat=True)).difference(numbers))
        for part in _parts(gone):
            held.filter(number__in=part).delete()
        _add(article, numbers)


def release(article: Article) -> None:
    """Delete the fingerprints of an article that was not published after all."""
    Fingerprint.objects.filter(article=article).delete()


def first_holders(numbers: Collection[int]) -> dict[int, int]:
    """Return those fingerprints that articles have, with the number of the first of them."""
    firsts: dict[int, int] = {}
    with connection.cursor() as cursor:
        for part in _parts(list(numbers)):
            cursor.execute(FIRST.format(rows=", ".join(["(%s)"] * len(part))), part)
            firsts.update((number, first) for number, first in cursor.fetchall() if first)
    return firsts


def shared_with(numbers: Collection[int], since_ms: int, which: Q) -> dict[int, set[int]]:
    """Return which of these each article that `which` selects has taken in at `since_ms` or later.

    It reads no older rows, however many articles have had the same text before.
    """
    shared: dict[int, set[int]] = defaultdict(set)
    for part in _parts(list(numbers)):
        rows = Fingerprint.objects.filter(COUNTS, which, number__in=part, since_ms__gte=since_ms)
        for number, article in rows.values_list("number", "article_id"):
            shared[article].add(number)
    return shared


def how_many(articles: Collection[int]) -> dict[int, int]:
    """Return how many fingerprints each of the articles has."""
    rows = Fingerprint.objects.filter(article__in=articles).values("article_id")
    return dict(rows.annotate(held=Count("pk")).values_list("article_id", "held"))


@contextmanager
def _in_one_order(article: Article) -> Iterator[None]:
    """Write alone; the article first, because who changes its text has locked it already."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            Article.objects.select_for_update(no_key=True).get(pk=article.pk)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        yield


def _add(article: Article, numbers: Collection[int]) -> None:
    newest = Fingerprint.objects.order_by("-pk").first()
    since_ms = max(clock.now_ms(), newest.since_ms if newest else 0)
    rows = [
        Fingerprint(number=number, article=article, since_ms=since_ms) for number in sorted(numbers)
    ]
    Fingerprint.objects.bulk_create(rows, ignore_conflicts=True)


def _parts(numbers: list[int]) -> Iterator[list[int]]:
    return (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))

"""Reads of threads in portions: a page of an article with many comments shows a few of them.

What is read for a page is bounded, whatever the article has: up to PORTION comments at once, and
of a longer thread the first REPLIES.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Q, QuerySet

from tweipress.comments.models import DEPTH_MAX, Comment
from tweipress.comments.queries import PublicComment, as_public, by_numbers, counts
from tweipress.core.ids import ArticleId, CommentId
from tweipress.http.fast.statements import Statement, raw

__all__ = [
    "DEPTH_MAX",
    "PORTION",
    "REPLIES",
    "Portion",
    "Sort",
    "answered",
    "newer",
    "portion",
    "thread",
]
PORTION: Final = 50
"""Comments on a page: ten screens of a phone, and as much text again as a long article."""
REPLIES: Final = 5
"""Of a thread in a portion of many: the next thread is a screen away."""


class Sort(StrEnum):
    """In which order threads stand; replies stand in the order of time."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Portion:
    """Comments of a page, threads in their order and each one's comments in that of time.

    `cut` are first comments of threads of which more replies can be fetched, `after` where the next
    portion begins (0: there is none), `total` how many public comments there are in all.
    """

    rows: Sequence[PublicComment]
    total: int
    after: int = 0
    cut: frozenset[CommentId] = frozenset()


def _public() -> QuerySet[Comment]:
    return Comment.objects.filter(posting_seq__isnull=False)


def _first() -> QuerySet[Comment]:
    return _public().filter(root__isnull=True)


ALL: Final = Statement(
    lambda article: _public().filter(article=article).order_by("posting_seq")[: PORTION + 1]
)
ORDERS: Final = {
    Sort.BEST: ("-heat", "-id"),
    Sort.NEWEST: ("-posting_seq",),
    Sort.OLDEST: ("posting_seq",),
}
NEWER: Final = Statement(
    lambda article, seq: (
        _public()
        .filter(article=article, posting_seq__gt=seq)
        .order_by()
        .values_list("pk", flat=True)[: PORTION + 1]
    )
)
OF_A_THREAD: Final = (
    "SELECT * FROM (SELECT id, root_id, posting_seq FROM comments_comment"  # noqa: S608  # no words
    " WHERE root_id = %s AND posting_seq IS NOT NULL"
    f" ORDER BY posting_seq LIMIT {REPLIES + 1}) AS t{{place}}"
)


def portion(article: ArticleId, sort: Sort = Sort.BEST, after: int = 0) -> Portion:
    """Return a portion of an article's threads, from the one after comment `after` (0: the first).

    An article with few comments is read in one statement.
    """
    if not after:
        rows = as_public(ALL.rows(article))
        if len(rows) <= PORTION:
            return Portion(_in_order(rows, sort), len(rows))
    threads = _threads(article, sort, after)
    return _with_replies(article, threads)


def thread(number: int, after: int = 0) -> Portion | None:
    """Return a comment with its place: the first of its thread, what it answers, and its answers.

    Of a thread's first comment these are all that is in the thread. `after` is the number of the
    last answer of the portion before. None if there is no such public comment.
    """
    this = by_numbers([number]).get(number)
    if this is None:
        return None
    around = [this.root, this.parent] if this.root else []
    above = by_numbers(one for one in around if one)
    below = _public().filter(parent=number) if this.root else _public().filter(root=number)
    if last := _public().filter(pk=after).first() if after else None:
        below = below.filter(posting_seq__gt=last.posting_seq)
    answers = as_public(below.order_by("posting_seq")[: PORTION + 1])
    more = answers[PORTION - 1].number if len(answers) > PORTION else 0
    rows = [*sorted(above.values(), key=lambda row: row.seq), this, *answers[:PORTION]]
    return Portion(rows, counts([this.article]).get(this.article, 0), more)


def newer(article: ArticleId, seq: int) -> int:
    """Return how many comments became public after a posting, at most one more than PORTION."""
    return len(NEWER.rows(article, seq))


def answered(numbers: Iterable[int]) -> dict[int, PublicComment]:
    """Return the comments that others answer, by their numbers."""
    wanted = list(numbers)
    return by_numbers(wanted) if wanted else {}


def _in_order(rows: Sequence[PublicComment], sort: Sort) -> list[PublicComment]:
    first = [row for row in rows if row.root is None]
    if sort is Sort.BEST:
        first.sort(key=lambda row: (row.heat, row.number), reverse=True)
    elif sort is Sort.NEWEST:
        first.reverse()
    below: dict[int, list[PublicComment]] = {}
    for row in rows:
        below.setdefault(row.root or row.number, []).append(row)
    return [row for one in first for row in below[one.number]]


def _threads(article: ArticleId, sort: Sort, after: int) -> list[PublicComment]:
    rows = _first().filter(article=article)
    last = rows.filter(pk=after).first() if after else None
    if last is not None and sort is Sort.BEST:
        rows = rows.filter(heat__lte=last.heat).filter(Q(heat__lt=last.heat) | Q(pk__lt=last.pk))
    elif last is not None:
        way = "lt" if sort is Sort.NEWEST else "gt"
        rows = rows.filter(**{f"posting_seq__{way}": last.posting_seq})
    return as_public(rows.order_by(*ORDERS[sort])[: PORTION + 1])


def _with_replies(article: ArticleId, threads: Sequence[PublicComment]) -> Portion:
    """Take as many threads with their first replies as a portion holds, at least one."""
    sql = " UNION ALL ".join(OF_A_THREAD.format(place=place) for place in range(len(threads)))
    sql += " ORDER BY 3"
    below: dict[int, list[int]] = {}
    for number, root, _seq in raw(sql, [one.number for one in threads]) if threads else []:
        below.setdefault(root, []).append(number)
    taken: list[PublicComment] = []
    room = PORTION
    for one in threads:
        room -= 1 + len(below.get(one.number, ())[:REPLIES])
        if room < 0 and taken:
            break
        taken.append(one)
    shown = [number for one in taken for number in below.get(one.number, [])[:REPLIES]]
    replies = answered(shown)
    rows = [
        row
        for one in taken
        for row in (one, *(replies[n] for n in below.get(one.number, [])[:REPLIES]))
    ]
    cut = (one.number for one in taken if len(below.get(one.number, ())) > REPLIES)
    more = taken[-1].number if len(taken) < len(threads) else 0
    return Portion(rows, counts([article]).get(article, 0), more, frozenset(cut))

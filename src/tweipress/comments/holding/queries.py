"""Reads of comments that wait for a moderator, and of what became of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from django.db.models import QuerySet

from tweipress.bank import clock
from tweipress.comments.holding.models import HELD_MAX, Held, State
from tweipress.comments.rules.models import Why
from tweipress.core.ids import ArticleId, CommentId, MemberId

WAITING_MAX: Final = 2000
"""More wait in no site that is moderated."""

__all__ = ["HELD_MAX", "HeldComment", "OwnWait", "State", "Why", "decided_between"]
__all__ += [
    "WAITING_MAX",
    "decided_of",
    "is_due",
    "of_writer",
    "waiting",
    "waiting_count",
    "with_text",
]


@dataclass(frozen=True, slots=True)
class HeldComment:
    """A comment that waits, as moderators see it."""

    number: CommentId
    article: ArticleId
    writer: MemberId
    text: str
    mark: str
    why: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class OwnWait:
    """What became of a comment that had to wait, as its writer takes it along."""

    comment: CommentId
    article: ArticleId
    why: str
    at: datetime
    state: str
    decided_at: datetime | None
    reason: str


class Decided(NamedTuple):
    """How a comment's wait ended, and whose it is."""

    comment: int
    writer: int
    article: int
    state: str
    at: datetime


def waiting(limit: int) -> list[HeldComment]:
    """Return the comments that wait for a decision, those whose time ends first first."""
    return _rows(limit)


def with_text(writer: MemberId | None, mark: str, limit: int) -> list[CommentId]:
    """Return comments that wait and are of a member, or repeat a text (its mark)."""
    known = _waiting()
    known = known.filter(comment__writer=writer) if writer else known.filter(comment__mark=mark)
    return [CommentId(number) for number in known.values_list("comment", flat=True)[:limit]]


def waiting_count() -> int:
    """Return how many comments wait."""
    return _waiting().count()


def is_due() -> bool:
    """Tell whether a comment has waited too long."""
    return Held.objects.filter(state=State.WAITING, until__lte=clock.now()).exists()


def of_writer(writer: MemberId) -> Iterator[OwnWait]:
    """Yield a member's comments that had to wait, oldest first."""
    rows = Held.objects.filter(comment__writer=writer).order_by("pk").select_related("comment")
    for row in rows.iterator(HELD_MAX * 50):
        yield _own(row)


def decided_of(writer: MemberId, since: datetime) -> list[OwnWait]:
    """Return what was decided since a moment about a member's comments that had to wait."""
    rows = Held.objects.filter(comment__writer=writer, decided_at__gt=since)
    rows = rows.exclude(state=State.RETURNED).order_by("decided_at").select_related("comment")
    return [_own(row) for row in rows]


def decided_between(after: datetime, until: datetime, most: int) -> list[Decided]:
    """Return comments whose wait ended after a moment and until another, first the first.

    They are at least the first `most`, with all that ended in the same moment as the last. What
    its writer took back is left out.
    """
    rows = Held.objects.filter(decided_at__gt=after, decided_at__lte=until)
    rows = rows.exclude(state__in=(State.RETURNED, State.WAITING)).order_by("decided_at", "pk")
    last = list(rows.values_list("decided_at", flat=True)[:most])
    known = rows.filter(decided_at__lte=last[-1]) if last else rows.none()
    fields = ("comment", "comment__writer", "comment__article", "state", "decided_at")
    return [Decided(*row) for row in known.values_list(*fields)]


def _waiting() -> QuerySet[Held]:
    rows = Held.objects.filter(state=State.WAITING, comment__posting_seq=None)
    return rows.order_by("until", "pk")


def _rows(limit: int) -> list[HeldComment]:
    return [
        HeldComment(
            number=CommentId(row.comment_id),
            article=ArticleId(row.comment.article_id),
            writer=MemberId(row.comment.writer_id),
            text=row.comment.text,
            mark=row.comment.mark,
            why=str(Why(row.why).label),
            at=row.at,
            until=row.until,
        )
        for row in _waiting().select_related("comment")[:limit]
    ]


def _own(row: Held) -> OwnWait:
    return OwnWait(
        comment=CommentId(row.comment_id),
        article=ArticleId(row.comment.article_id),
        why=row.why,
        at=row.at,
        state=row.state,
        decided_at=row.decided_at,
        reason=row.reason,
    )

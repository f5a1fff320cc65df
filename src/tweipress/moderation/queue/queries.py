"""Reads of the queue: who has claimed what, and what was decided before."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tweipress.bank import clock
from tweipress.core.ids import CommentId, MemberId
from tweipress.moderation.queue.models import REASON_CHARS, Claim, Decision, Deed

__all__ = ["REASON_CHARS", "Claimed", "Deed", "OwnDecision", "claims", "decided_by", "on_member"]

AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who is looking at a comment, and until when."""

    by: MemberId
    until: datetime


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """What a moderator did about a comment."""

    comment: CommentId
    by: MemberId
    deed: str
    reason: str
    at: datetime


def claims(comments: Collection[int]) -> Mapping[int, Claimed]:
    """Return the claims on some comments that hold now."""
    rows = Claim.objects.filter(comment__in=comments, until__gt=clock.now())
    return {row.comment_id: Claimed(MemberId(row.by_id), row.until) for row in rows}


def on_member(writer: MemberId, limit: int) -> list[OwnDecision]:
    """Return the last decisions about a member's comments, newest first."""
    rows = Decision.objects.filter(comment__writer=writer).order_by("-pk")
    return [_own(row) for row in rows[:limit]]


def decided_by(moderator: MemberId) -> Iterator[OwnDecision]:
    """Yield what a moderator decided, oldest first."""
    for row in Decision.objects.filter(by=moderator).order_by("pk").iterator(AT_ONCE):
        yield _own(row)


def _own(row: Decision) -> OwnDecision:
    return OwnDecision(
        comment=CommentId(row.comment_id),
        by=MemberId(row.by_id),
        deed=row.deed,
        reason=row.reason,
        at=row.at,
    )

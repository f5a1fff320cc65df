"""Writes of the queue: claims, which expire by themselves, and the record of decisions."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from tweipress.bank import clock
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.moderation.queue.models import Claim, Decision, Deed

CLAIM_MIN: Final = 10
"""Long enough to read a thread and think, short enough that a forgotten one is soon free."""


def claim(moderator: MemberId, comment: CommentId, *, takes_over: bool = False) -> Refused | None:
    """Claim a comment for some minutes; return QUEUE_CLAIMED if another moderator has it."""
    now = clock.now()
    values = {"by_id": moderator, "until": now + timedelta(minutes=CLAIM_MIN)}
    free = Claim.objects.filter(comment=comment)
    if not takes_over:
        free = free.filter(Q(until__lte=now) | Q(by=moderator))
    if free.update(**values):
        return None
    try:
        with transaction.atomic():
            Claim.objects.create(comment_id=comment, **values)
    except IntegrityError:  # another moderator has it, or there is no such comment
        is_there = Claim.objects.filter(comment=comment).exists()
        return refuse(Refusal.QUEUE_CLAIMED if is_there else Refusal.UNKNOWN_COMMENT)
    return None


def release(comments: Collection[int], moderator: MemberId) -> None:
    """Let others have what a moderator has claimed."""
    Claim.objects.filter(comment__in=comments, by=moderator).delete()


def note(moderator: MemberId, comment: CommentId, deed: Deed, reason: str) -> None:
    """Record what a moderator did, and end all claims on it."""
    Decision.objects.create(
        comment_id=comment, by_id=moderator, deed=deed, reason=reason.strip(), at=clock.now()
    )
    Claim.objects.filter(comment=comment).delete()


def forget_all(member: MemberId) -> None:
    """Delete a moderator's claims, whose account is closed; their decisions stay, by number."""
    Claim.objects.filter(by=member).delete()

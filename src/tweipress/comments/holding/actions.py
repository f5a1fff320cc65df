"""Writes about comments that wait: approve, decline, take back, and what nobody has decided.

Each wait ends once: a row leaves `waiting` in one statement, and whoever changed it goes on. The
act of an approved comment has the comment's own key, so the books do it once.
"""

from enum import Enum
from typing import Any

from django.db import transaction

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.comments.actions import NOT_REFUSED, send
from tweipress.comments.holding.entering import HELD
from tweipress.comments.holding.models import Held, State
from tweipress.comments.models import REASON_MAX, Comment
from tweipress.core.acts.comments.comment import Comment as CommentAct
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import S_PER_DAY
from tweipress.http.text import unfit

AT_ONCE = 500
"""So many waits end in one run of the job; the next run takes more."""


class Approved(Enum):
    """What became of a comment that a moderator approved."""

    PUBLISHED = "published"
    ASKED = "asked"
    """Its writer has to send it again: the price rose, a quota is spent, or they are short."""


def approve(moderator: MemberId, comment: CommentId, reason: str = "") -> Approved | Refused:
    """Publish a comment that waits, at the price of now if its writer agreed to as much.

    A refusal of the act itself is the writer's business; it waits in their form.
    """
    reason = reason.strip()
    refused = unfit(reason, REASON_MAX) if reason else None
    if refused := refused or may_decide(moderator, comment):
        return refused
    with transaction.atomic():
        if not _leaves(comment, State.APPROVED, moderator, reason):
            return _gone(comment)
        Comment.objects.filter(pk=comment, posting_seq=None).update(**NOT_REFUSED)
    stored = Comment.objects.select_related("held").filter(pk=comment).first()
    if stored is None:
        return refuse(Refusal.UNKNOWN_HELD)
    answered = send(stored, most_twei=stored.held.agreed_twei)
    if not isinstance(answered, Refused):
        return Approved.PUBLISHED
    if answered.reason is Refusal.BOOKS_BUSY:  # nothing was judged: it goes on waiting
        _wait_on(stored)
        return answered
    return Approved.ASKED


def decline(moderator: MemberId, comment: CommentId, reason: str) -> Refused | None:
    """Give a comment back to its writer, who reads the reason; None when that is done."""
    reason = reason.strip()
    if refused := unfit(reason, REASON_MAX) or may_decide(moderator, comment):
        return refused
    said = refuse(Refusal.COMMENT_DECLINED, why=reason)
    return _give_back(comment, State.DECLINED, said, moderator, reason)


def take_back(writer: MemberId, comment: CommentId) -> Refused | None:
    """Give a comment that waits back to its writer, who asks for it."""
    if not Comment.objects.filter(pk=comment, writer=writer).exists():
        return refuse(Refusal.UNKNOWN_HELD)
    return _give_back(comment, State.RETURNED, refuse(Refusal.COMMENT_RETURNED))


def expire() -> int:
    """Give back every comment that has waited too long; return how many those were."""
    due = Held.objects.filter(state=State.WAITING, until__lte=clock.now()).order_by("until")
    numbers = list(due.values_list("comment", flat=True)[:AT_ONCE])
    said = refuse(Refusal.COMMENT_EXPIRED)
    return sum(_give_back(CommentId(each), State.EXPIRED, said) is None for each in numbers)


def may_decide(moderator: MemberId, comment: CommentId) -> Refused | None:
    """Refuse who may not decide about a comment: it takes a right, and is never one's own."""
    if refused := books.right_refusal(moderator, Right.REMOVE_COMMENT):
        return refused
    if Comment.objects.filter(pk=comment, writer=moderator).exists():
        return refuse(Refusal.OWN_COMMENT)
    return None


def _leaves(comment: CommentId, state: State, by: MemberId | None, reason: str) -> bool:
    """End a wait; False if it had ended before."""
    values: dict[str, Any] = {"state": state, "decided_at": clock.now(), "decided_by": by}
    waiting = Held.objects.filter(comment=comment, state=State.WAITING)
    return bool(waiting.update(**values, reason=reason))


def _give_back(
    comment: CommentId, state: State, said: Refused, by: MemberId | None = None, reason: str = ""
) -> Refused | None:
    """End a wait without an act; the text goes back into its writer's form."""
    if _is_posted(comment):  # its first sending was accepted after all
        return refuse(Refusal.ALREADY_DECIDED)
    with transaction.atomic():
        if not _leaves(comment, state, by, reason):
            return _gone(comment)
        waiting = Comment.objects.filter(pk=comment, posting_seq=None, refusal=HELD)
        waiting.update(refusal=said.name, refusal_figures=said.figures)
    return None


def _is_posted(comment: CommentId) -> bool:
    stored = Comment.objects.filter(pk=comment).first()
    if stored is None:
        return False
    return books.find_posting(MemberId(stored.writer_id), stored.act_key, CommentAct) is not None


def _gone(comment: CommentId) -> Refused:
    is_known = Held.objects.filter(comment=comment).exists()
    return refuse(Refusal.ALREADY_DECIDED if is_known else Refusal.UNKNOWN_HELD)


def _wait_on(comment: Comment) -> None:
    """Let a comment wait again that no act was made of."""
    within_s = (comment.held.until - comment.held.at).days * S_PER_DAY
    said = refuse(Refusal.COMMENT_HELD, within_s=within_s)
    with transaction.atomic():
        again = {"state": State.WAITING, "decided_at": None, "decided_by": None, "reason": ""}
        if Held.objects.filter(comment=comment, state=State.APPROVED).update(**again):
            unsent = Comment.objects.filter(pk=comment.pk, posting_seq=None)
            unsent.update(refusal=said.name, refusal_figures=said.figures)

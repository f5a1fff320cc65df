"""Decisions of the queue: each is done once, noted with its reason, and ends the claims on it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from tweipress.bank import queries as books
from tweipress.comments import actions as comments
from tweipress.comments.holding import actions as holding
from tweipress.comments.holding import queries as waiting
from tweipress.comments.reports import actions as reports
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.records.comment import CommentEnd
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.text import unfit
from tweipress.moderation.queue import actions as queue
from tweipress.moderation.queue.queries import REASON_CHARS, Deed

BULK_MAX: Final = 50
"""As many as can be looked over before one click decides about all of them."""
WITHOUT_REASON: Final = frozenset({Deed.APPROVE, Deed.KEEP, Deed.RESTORE})
"""What changes nothing for anybody to complain about."""


def decide(
    moderator: MemberId, comment: CommentId, deed: str, reason: str
) -> holding.Approved | Refused | None:
    """Do what a moderator decides about a comment; refuse what another moderator is looking at."""
    if deed not in Deed.values:
        return refuse(Refusal.MALFORMED)
    reason = reason.strip()
    needs_none = not reason and Deed(deed) in WITHOUT_REASON
    refused = None if needs_none else unfit(reason, REASON_CHARS)
    if (
        refused := refused
        or holding.may_decide(moderator, comment)
        or queue.claim(moderator, comment)
    ):
        return refused
    done = DEEDS[Deed(deed)](moderator, comment, reason)
    if isinstance(done, Refused):
        queue.release([comment], moderator)
        return done
    queue.note(moderator, comment, Deed(deed), reason)
    return done


def decide_all(
    moderator: MemberId, numbers: Sequence[CommentId], deed: str, reason: str
) -> tuple[int, int] | Refused:
    """Decide the same about many comments, each with its own record.

    Return how many that were, and how many were decided before or are being looked at by others.
    """
    chosen = list(dict.fromkeys(numbers))
    if not 0 < len(chosen) <= BULK_MAX:
        return refuse(Refusal.QUEUE_MANY, most=BULK_MAX)
    done = left = 0
    for number in chosen:
        answered = decide(moderator, number, deed, reason)
        if not isinstance(answered, Refused):
            done += 1
        elif answered.reason in LEFT:
            left += 1
        else:
            return answered
    return done, left


def alike(comment: CommentId, what: str) -> Sequence[CommentId]:
    """Return comments that wait like one does: of its writer (`member`), or with its `text`."""
    rows = {row.number: row for row in waiting.waiting(waiting.WAITING_MAX)}
    row = rows.get(comment)
    if row is None:
        return ()
    if what == "member":
        return waiting.with_text(row.writer, "", BULK_MAX)
    return waiting.with_text(None, row.mark, BULK_MAX) if row.mark else (comment,)


LEFT: Final = frozenset(
    {
        *(Refusal.ALREADY_DECIDED, Refusal.QUEUE_CLAIMED, Refusal.UNKNOWN_HELD),
        *(Refusal.UNKNOWN_COMMENT, Refusal.OWN_COMMENT, Refusal.BOOKS_BUSY),
    }
)
"""Reasons that concern one of many comments; the others are done all the same."""


def _keep(moderator: MemberId, comment: CommentId, _reason: str) -> Refused | None:
    return reports.keep(moderator, comment)


def _hide(moderator: MemberId, comment: CommentId, reason: str) -> Refused | None:
    return comments.cover(comment, moderator, reason)


def _restore(moderator: MemberId, comment: CommentId, _reason: str) -> Refused | None:
    return comments.restore(moderator, comment)


def _remove(moderator: MemberId, comment: CommentId, reason: str) -> Refused | None:
    known = books.comments([comment], None).get(comment)
    if known is not None and known.ended == CommentEnd.REMOVED:
        return refuse(Refusal.ALREADY_DECIDED)
    return comments.hide(moderator, comment, reason)


DEEDS: Final[
    Mapping[Deed, Callable[[MemberId, CommentId, str], holding.Approved | Refused | None]]
] = {
    Deed.APPROVE: holding.approve,
    Deed.DECLINE: holding.decline,
    Deed.KEEP: _keep,
    Deed.HIDE: _hide,
    Deed.RESTORE: _restore,
    Deed.REMOVE: _remove,
}

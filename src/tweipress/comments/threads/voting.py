"""Votes, and how hot a comment is after a like."""

from datetime import UTC, date, datetime, time

from tweipress import bank
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.comments.models import Comment, DislikeReason
from tweipress.comments.threads.heat import heat
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.fast.statements import Statement
from tweipress.http.fast.writes import writing

FIRST = Statement(
    lambda number: Comment.objects.filter(pk=number, root__isnull=True).values_list(
        "created", "shown_date"
    )
)


def like(member: MemberId, comment: CommentId, key: str) -> Receipt | Refused:
    """Like a comment; `key` is the form's."""
    liked = bank.do(Like(member=member, comment=comment), key=key)
    if not isinstance(liked, Refused):
        warm(comment)
    return liked


def dislike(member: MemberId, comment: CommentId, reason: str, key: str) -> Receipt | Refused:
    """Dislike a comment for one of the listed reasons; `key` is the form's."""
    if reason not in DislikeReason.values:
        return refuse(Refusal.REASON_MISSING)
    return bank.do(Dislike(member=member, comment=comment, reason=reason), key=key)


def at_s(comment: Comment) -> int:
    """Return when a comment was written, in seconds; an imported one where it came from."""
    return _seconds(comment.created, comment.shown_date)


def warm(comment: CommentId) -> None:
    """Set the heat of a thread's first comment by its likes in the books.

    What a crash leaves out is mended by the next like.
    """
    written = FIRST.first(comment)
    if written is None:
        return
    with books.read_session():
        known = books.comments([comment], None).get(comment)
    if known is not None:
        with writing(waits_for_disk=False):
            Comment.objects.filter(pk=comment).update(heat=heat(known.likes, _seconds(*written)))


def _seconds(created: datetime, shown: date | None) -> int:
    at = created if shown is None else datetime.combine(shown, time(), UTC)
    return int(at.timestamp())

"""Hide a comment's text for a time, and show it again; the books know nothing of it."""

from tweipress.bank import clock, queries
from tweipress.comments.models import REASON_MAX, Comment
from tweipress.comments.reports.deciding import decide
from tweipress.comments.reports.models import Outcome
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.records.comment import CommentEnd
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.decisions import actions as decisions
from tweipress.decisions.actions import Kind, Noted
from tweipress.http.request_keys import fresh_key
from tweipress.http.text import unfit
from tweipress.security.actions import Event, record


def cover(
    comment: CommentId, moderator: MemberId | None = None, reason: str = ""
) -> Refused | None:
    """Hide a public comment until a moderator shows it again; None when it is hidden now.

    Without a moderator it is hidden by the reports about it, until one decides.
    """
    reason = reason.strip()
    refused = None if moderator is None else _may(moderator, comment) or unfit(reason, REASON_MAX)
    if refused is not None:
        return refused
    shown = Comment.objects.filter(pk=comment, posting_seq__isnull=False, hidden_by=None)
    if moderator is None:
        shown = shown.filter(hidden_at=None)
    values = {"hidden_at": clock.now(), "hidden_reason": reason, "hidden_by": moderator}
    if not shown.update(**values):
        return refuse(Refusal.ALREADY_DECIDED)
    if moderator is not None:
        decide(comment, Outcome.ACTED)
        _note(Kind.HIDE, moderator, comment, reason)
        record(Event.COMMENT_HIDDEN, by=moderator, detail={"comment": comment, "reason": reason})
    return None


def restore(moderator: MemberId, comment: CommentId) -> Refused | None:
    """Show a comment again that was hidden and not removed; None when readers see it now."""
    if refused := _may(moderator, comment):
        return refused
    known = queries.comments([comment], None).get(comment)
    if known is None:
        return refuse(Refusal.UNKNOWN_COMMENT)
    if known.ended == CommentEnd.REMOVED:
        return refuse(Refusal.ALREADY_DECIDED)
    hidden = Comment.objects.filter(pk=comment, hidden_at__isnull=False)
    was_decided = hidden.exclude(hidden_by=None).exists()
    if not hidden.update(hidden_at=None, hidden_reason="", hidden_by=None):
        return refuse(Refusal.ALREADY_DECIDED)
    decide(comment, Outcome.KEPT)
    if was_decided:
        _note(Kind.RESTORE, moderator, comment, "")
    return None


def _note(kind: Kind, moderator: MemberId, comment: CommentId, reason: str) -> None:
    """Put a decision into the public log."""
    rows = Comment.objects.filter(pk=comment)
    writer, article = rows.values_list("writer", "article").first() or (None, None)
    about = Noted(*(kind, moderator, writer), words=reason, comment=comment, article=article)
    decisions.note(about, f"{kind}:{fresh_key()}")


def _may(moderator: MemberId, comment: CommentId) -> Refused | None:
    if refused := queries.right_refusal(moderator, Right.REMOVE_COMMENT):
        return refused
    is_own = Comment.objects.filter(pk=comment, writer=moderator).exists()
    return refuse(Refusal.OWN_COMMENT) if is_own else None

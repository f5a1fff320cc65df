"""Writes of reports: a member's word, and what follows from many."""

from datetime import timedelta

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.comments.covering import cover
from tweipress.comments.holding.actions import may_decide
from tweipress.comments.models import Comment
from tweipress.comments.reports.deciding import decide
from tweipress.comments.reports.models import A_DAY, WORDS_MAX, Outcome, Reason, Report
from tweipress.comments.rules.queries import kept
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.text import unfit


def report(member: MemberId, comment: CommentId, reason: str, words: str) -> Refused | None:
    """Keep a member's report of a public comment; again, it takes the place of the one before.

    Return why it is not kept. A report that was decided stays as it was.
    """
    words = words.replace("\r\n", "\n").strip()
    if reason not in Reason.values:
        return refuse(Refusal.REASON_MISSING)
    if refused := (unfit(words, WORDS_MAX) if words else None) or books.ban_refusal(member):
        return refused
    known = Comment.objects.filter(pk=comment, posting_seq__isnull=False).first()
    if known is None:
        return refuse(Refusal.UNKNOWN_COMMENT)
    if known.writer_id == member:
        return refuse(Refusal.OWN_COMMENT)
    said = {"reason": reason, "words": words}
    own = Report.objects.filter(comment=comment, reporter=member)
    if own.filter(outcome="").update(**said) or own.exists():
        return None
    now = clock.now()
    if Report.objects.filter(reporter=member, at__gt=now - timedelta(days=1)).count() >= A_DAY:
        return refuse(Refusal.REPORTS_SPENT, quota=A_DAY)
    trust = books.trust(member)
    values = said | {"is_trusted": trust is not None and trust.is_trusted, "at": now}
    Report.objects.get_or_create(comment=known, reporter_id=member, defaults=values)
    _hide_if_many(known)
    return None


def keep(moderator: MemberId, comment: CommentId) -> Refused | None:
    """Answer all reports of a comment that wait: it stays; None when that is done."""
    if refused := may_decide(moderator, comment):
        return refused
    return None if decide(comment, Outcome.KEPT) else refuse(Refusal.ALREADY_DECIDED)


def _hide_if_many(comment: Comment) -> None:
    """Hide a comment until a moderator decides, where the site's rules say so."""
    least = kept().site.reports_hide
    waiting = Report.objects.filter(comment=comment, outcome="", is_trusted=True)
    if least and waiting.count() >= least:
        cover(CommentId(comment.pk))


def forget_all(member: MemberId) -> None:
    """Delete the reports of a member whose account is closed."""
    Report.objects.filter(reporter=member).delete()

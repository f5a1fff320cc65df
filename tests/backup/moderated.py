"""What moderators leave on the sample site: a mute, an appeal, rules, what they decide."""

from datetime import timedelta

from tweipress.comments.edits.models import Change
from tweipress.comments.holding.models import Held
from tweipress.comments.models import Comment
from tweipress.comments.reports import actions as reports
from tweipress.comments.rules import actions as rules
from tweipress.core.ids import CONSOLE, CommentId, MemberId
from tweipress.core.state.outcome import Refused
from tweipress.http.request_keys import fresh_key
from tweipress.moderation.appeals import actions as appeals
from tweipress.moderation.notices import actions as notices
from tweipress.moderation.notices.models import Notice
from tweipress.moderation.queue import actions as claims
from tweipress.moderation.queue.models import Deed
from tweipress.moderation.sanctions import actions as sanctions
from tweipress.moderation.sanctions.actions import Sanction
from tweipress.people.models import Member
from tweipress.people.muting import actions as muting


def moderate(moderator: MemberId, member: MemberId) -> None:
    """Mute a member for a day, and note why for the other moderators."""
    asked = Sanction("mute", "insult", "Three insults in an hour.", "1")
    mute = sanctions.sanction(moderator, member, asked, fresh_key())
    assert not isinstance(mute, Refused), mute
    assert appeals.appeal(member, mute.pk, "They were quotations.") is None
    about = {"address": "/", "ground": "other", "text": "It says what no law allows."}
    notices.send(Notice(**about, language="en"))
    assert muting.settle(member, moderator, muting.Wish.MUTE) is None
    assert sanctions.note(moderator, member, "Was kind for years.", names_nobody=True) is None
    _moderate_comments(moderator)


def _moderate_comments(moderator: MemberId) -> None:
    """Set rules, let a comment wait, and decide about a reported one while another is claimed."""
    assert (
        rules.set_site(CONSOLE, None, {"suspect_words": "gladioli", "message": "Be kind."}) is None
    )
    public = Comment.objects.filter(posting_seq__isnull=False, hidden_at=None)
    known = public.exclude(writer=moderator).latest("pk")
    waits = Comment.objects.create(
        article=known.article,
        writer=known.writer,
        text="Gladioli!",
        form_key=fresh_key(),
        created=known.created,
        refusal="COMMENT_HELD",
        refusal_figures={"within_s": 604800},
    )
    later = known.created + timedelta(days=7)
    Held.objects.create(comment=waits, why="words", agreed_twei=1, at=known.created, until=later)
    Change.objects.create(comment=known, kind="note", text="I meant tulips.", at=known.created)
    reporter = MemberId(Member.objects.get(name="Tomas").pk)
    assert reports.report(reporter, CommentId(known.pk), "other", "Off the mark.") is None
    assert claims.claim(moderator, CommentId(waits.pk)) is None
    assert reports.keep(moderator, CommentId(known.pk)) is None
    claims.note(moderator, CommentId(known.pk), Deed.KEEP, "Fits the rules.")

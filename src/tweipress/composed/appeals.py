"""Answers to appeals, with what they undo: a mute, a ban, the hiding of a text."""

from tweipress.comments import actions as comments
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.decisions import actions as decisions
from tweipress.decisions.queries import Kind
from tweipress.moderation.appeals import actions as appeals
from tweipress.moderation.appeals.actions import Answer
from tweipress.moderation.appeals.queries import Appeal, Outcome
from tweipress.moderation.notices import actions as notices
from tweipress.moderation.sanctions import queries as sanctions
from tweipress.people.actions import bans


def answer(by: MemberId, number: int, said: Answer) -> Refused | None:
    """Answer an appeal: the decision stands, is lifted, or is shortened.

    No act takes back how a removed comment was settled, and a deleted text of a version is gone:
    what cannot be undone stays, and the page says so.
    """

    def carry_out(appeal: Appeal) -> Refused | None:
        if said.outcome == Outcome.CHANGED:
            return _shorten(by, appeal, said)
        return _lift(by, appeal, said) if said.outcome == Outcome.LIFTED else None

    return appeals.answer(by, number, said, carry_out)


def _shorten(by: MemberId, appeal: Appeal, said: Answer) -> Refused | None:
    length = sanctions.span(said.days)
    if length is None:
        return refuse(Refusal.LENGTH_MISSING)
    ends_at = appeal.decision.at + length
    ended = decisions.end(appeal.decision_id, by, said.words.strip(), ends_at=ends_at)
    return ended if isinstance(ended, Refused) else None


def _lift(by: MemberId, appeal: Appeal, said: Answer) -> Refused | None:
    row, words = appeal.decision, said.words.strip()
    if row.kind == Kind.BAN and row.member is not None:
        key = f"appeal-of-ban:{appeal.pk}"
        done = bans.ban(by, MemberId(row.member), words[: bans.REASON_MAX], key, lifted=True)
        return done if isinstance(done, Refused) else None
    if row.kind in {Kind.HIDE, Kind.REMOVE} and row.comment is not None:
        comments.show_again(CommentId(row.comment))
    if row.kind == Kind.NOTICE:
        notices.open_again(row.pk)
    ended = decisions.end(row.pk, by, words, also_over=True)
    return ended if isinstance(ended, Refused) else None

"""Writes of sanctions: warn, mute, suspend, lift; and memos. A ban is an act (people's matter)."""

from dataclasses import dataclass
from typing import Final

from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.decisions import actions as decisions
from tweipress.decisions import queries
from tweipress.decisions.models import WORDS_MAX, Decision, Kind, Why
from tweipress.http.text import unfit
from tweipress.moderation.sanctions.lengths import span
from tweipress.moderation.sanctions.models import MEMO_MAX, Memo
from tweipress.moderation.sanctions.queries import sanction_refusal
from tweipress.security.actions import Event, record

MEMOS_MAX: Final = 200
"""Memos about a member: nobody reads more before deciding."""
TIMED: Final = (Kind.MUTE, Kind.SUSPEND)
KINDS: Final = (Kind.WARN, *TIMED)


@dataclass(frozen=True, slots=True)
class Sanction:
    """What a moderator's form says: the kind, the reason and its words, for how many days.

    `comment` and `article` are what it is about, if it is about one.
    """

    kind: str
    why: str
    words: str
    days: str = ""
    comment: int | None = None
    article: int | None = None


def sanction(by: MemberId, member: MemberId, asked: Sanction, key: str) -> Decision | Refused:
    """Warn, mute or suspend a member; the same form sent twice decides once."""
    words = asked.words.strip()
    if refused := sanction_refusal(by, member) or unfit(words, WORDS_MAX):
        return refused
    length = span(asked.days)
    if not key or asked.kind not in KINDS or asked.why not in Why.values:
        return refuse(Refusal.MALFORMED)
    if asked.kind in TIMED and length is None:
        return refuse(Refusal.LENGTH_MISSING)
    noted = decisions.Noted(
        Kind(asked.kind),
        by,
        member,
        asked.why,
        words,
        asked.comment,
        asked.article,
        ends_at=clock.now() + length if length and asked.kind in TIMED else None,
    )
    row = decisions.note(noted, f"sanction:{by}:{key}"[: decisions.KEY_MAX])
    if (row.member, row.kind, row.words) != (member, asked.kind, words):
        return refuse(Refusal.KEY_REUSED)
    detail: dict[str, str | int | bool | None] = {"decision": row.pk, "what": row.kind}
    record(Event.SANCTIONED, member=member, by=by, detail=detail)
    return row


def lift(by: MemberId, number: int, words: str) -> Decision | Refused:
    """End a warning, a mute or a suspension early, for a reason."""
    words, row = words.strip(), queries.numbered(number)
    if row is None or row.kind not in KINDS or row.member is None:
        return refuse(Refusal.UNKNOWN_DECISION)
    if refused := sanction_refusal(by, MemberId(row.member)) or unfit(words, WORDS_MAX):
        return refused
    ended = decisions.end(row.pk, by, words)
    if isinstance(ended, Decision):
        record(Event.SANCTION_LIFTED, member=row.member, by=by, detail={"decision": row.pk})
    return ended


def note(by: MemberId, member: MemberId, text: str, *, names_nobody: bool) -> Refused | None:
    """Note something about a member for moderators; the same twice in a row is noted once."""
    text = text.replace("\r\n", "\n").strip()
    if refused := sanction_refusal(by, member) or unfit(text, MEMO_MAX):
        return refused
    known = Memo.objects.filter(member=member)
    last = known.last()
    if last is not None and (last.by, last.text) == (by, text):
        return None
    if known.count() >= MEMOS_MAX:
        return refuse(Refusal.MEMOS_MANY, most=MEMOS_MAX)
    Memo.objects.create(member=member, by=by, text=text, names_nobody=names_nobody)
    return None


def forget(member: MemberId) -> None:
    """Delete the memos about a member who has left."""
    Memo.objects.filter(member=member).delete()


def delete_texts(member: MemberId) -> None:
    """Delete what a moderator who has left wrote in memos; that there was one stays."""
    Memo.objects.filter(by=member).update(text="")

"""Writes of decisions: noting one, ending one early, forgetting the words about who has left."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.decisions.models import KEY_MAX, WORDS_MAX, Decision, Kind, Why
from tweipress.http.fast import changes

__all__ = [
    "KEY_MAX",
    "WORDS_MAX",
    "Decision",
    "Kind",
    "Noted",
    "Why",
    "end",
    "end_bans",
    "forget",
    "note",
]


@dataclass(frozen=True, slots=True)
class Noted:
    """What is to be noted of a decision; see the model for the fields."""

    kind: Kind
    by: MemberId
    member: int | None = None
    why: str = Why.OTHER
    words: str = ""
    comment: int | None = None
    article: int | None = None
    ends_at: datetime | None = None
    of: Decision | None = None
    is_legal: bool = False


def note(noted: Noted, key: str) -> Decision:
    """Note a decision once for its key, and return it; all of the site know it at once."""
    row, is_new = Decision.objects.get_or_create(
        source=key,
        defaults={
            "kind": noted.kind,
            "by": noted.by,
            "member": noted.member,
            "why": noted.why,
            "words": noted.words[:WORDS_MAX],
            "comment": noted.comment,
            "article": noted.article,
            "ends_at": noted.ends_at,
            "of": noted.of,
            "is_legal": noted.is_legal,
        },
    )
    if is_new and noted.ends_at is not None:
        transaction.on_commit(changes.note)
    return row


def end(
    decision: int,
    by: MemberId,
    words: str,
    *,
    ends_at: datetime | None = None,
    also_over: bool = False,
) -> Decision | Refused:
    """End a decision now, or at an earlier time than it would have; return what notes that.

    With `also_over` one that has ended by itself is lifted too: it was wrong from the beginning.
    """
    with transaction.atomic():
        row = Decision.objects.select_for_update(no_key=True).filter(pk=decision).first()
        if row is None:
            return refuse(Refusal.UNKNOWN_DECISION)
        now = clock.now()
        is_over = row.ends_at is not None and row.ends_at <= now and not also_over
        if row.ended_at is not None or is_over:
            return refuse(Refusal.DECISION_ENDED)
        if ends_at is not None and (row.ends_at is None or ends_at >= row.ends_at):
            return refuse(Refusal.NOT_SHORTER)
        if ends_at is None:
            row.ended_at = now
        else:
            row.ends_at = ends_at
        row.save(update_fields=["ended_at", "ends_at"])
        kind = Kind.LIFT if ends_at is None else Kind.CHANGE
        about = Noted(
            kind, by, row.member, row.why, words, row.comment, row.article, ends_at, of=row
        )
        noted = note(about, f"{kind}:{row.pk}:{row.later.count()}")
    changes.note()
    return noted


def end_bans(member: MemberId, by: MemberId, words: str) -> None:
    """Note that a member is banned no more."""
    row = Decision.objects.filter(member=member, kind=Kind.BAN, ended_at=None).last()
    if row is not None:
        end(row.pk, by, words)


def forget(member: MemberId) -> None:
    """Empty what was written to a member who has left; that it was decided stays in the log."""
    Decision.objects.filter(member=member).update(words="")

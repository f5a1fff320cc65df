"""Writes of appeals: making one, and answering it. What an answer undoes is composed above."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.decisions.models import WORDS_MAX, Decision
from tweipress.http.text import unfit
from tweipress.moderation.appeals.models import ANSWERED_IN, TEXT_MAX, Appeal, Outcome, Side
from tweipress.moderation.appeals.queries import answer_refusal, appeal_refusal
from tweipress.security.actions import Event, record


@dataclass(frozen=True, slots=True)
class Answer:
    """What a moderator's form says: the outcome, its reason, and for how many days it stands."""

    outcome: str
    words: str
    days: str = ""


def appeal(member: MemberId, decision: int, text: str) -> Refused | None:
    """Appeal against a decision about oneself; the same text sent twice is one appeal."""
    row = Decision.objects.filter(pk=decision).first()
    return _appeal(row, Side.CONCERNED, member, text)


def appeal_notice(decision: Decision | None, text: str) -> Refused | None:
    """Appeal, as who notified something, against what became of the notice."""
    return _appeal(decision, Side.NOTIFIER, None, text)


def answer(
    by: MemberId,
    number: int,
    said: Answer,
    carry_out: Callable[[Appeal], Refused | None],
) -> Refused | None:
    """Answer an appeal, and carry the answer out; if that is refused, it waits on.

    It is claimed first, so that of two who answer at once one alone does.
    """
    row = Appeal.objects.select_related("decision__of").filter(pk=number).first()
    if row is None:
        return refuse(Refusal.UNKNOWN_APPEAL)
    words = said.words.strip()
    if refused := answer_refusal(by, row) or unfit(words, WORDS_MAX):
        return refused
    if said.outcome not in Outcome.values:
        return refuse(Refusal.MALFORMED)
    given = {
        "answered_at": clock.now(),
        "answered_by": by,
        "outcome": said.outcome,
        "words": words,
    }
    waiting = Appeal.objects.filter(pk=number)
    if not waiting.filter(answered_at=None).update(**given):
        return refuse(Refusal.APPEAL_ANSWERED)
    try:
        refused = carry_out(row)
    except BaseException:
        _take_back(number)
        raise
    if refused is not None:
        _take_back(number)
        return refused
    detail: dict[str, str | int | bool | None] = {"appeal": number, "what": said.outcome}
    record(Event.APPEAL_ANSWERED, member=row.member, by=by, detail=detail)
    return None


def forget(member: MemberId) -> None:
    """Empty what a member who has left wrote in appeals, and what they were answered."""
    Appeal.objects.filter(member=member).update(text="", words="")


def _take_back(number: int) -> None:
    Appeal.objects.filter(pk=number).update(
        answered_at=None, answered_by=None, outcome="", words=""
    )


def _appeal(row: Decision | None, side: Side, member: MemberId | None, text: str) -> Refused | None:
    text = text.replace("\r\n", "\n").strip()
    if refused := unfit(text, TEXT_MAX):
        return refused
    is_own = row is not None and (side is Side.NOTIFIER or row.member == member)
    if is_own and Appeal.objects.filter(decision=row, side=side, text=text).exists():
        return None
    if refused := appeal_refusal(row, side, member):
        return refused
    assert row is not None
    try:
        with transaction.atomic():
            Appeal.objects.create(
                decision=row,
                side=side,
                member=member,
                text=text,
                due_at=clock.now() + ANSWERED_IN,
            )
    except IntegrityError:
        return refuse(Refusal.APPEALED_ONCE)
    return None

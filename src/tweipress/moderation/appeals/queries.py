"""Reads of appeals: who may make and answer one, which wait, how long answers took."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.decisions.models import WORDS_MAX, Decision, Kind
from tweipress.moderation.appeals.models import (
    ANSWERED_IN,
    OPEN_FOR,
    TEXT_MAX,
    Appeal,
    Outcome,
    Side,
)
from tweipress.moderation.sanctions.queries import sanction_refusal

__all__ = [
    "ANSWERED_IN",
    "OPEN_FOR",
    "TEXT_MAX",
    "WORDS_MAX",
    "Appeal",
    "Figures",
    "Outcome",
    "Side",
    "answer_refusal",
    "answered_since",
    "appeal_refusal",
    "closed_refusal",
    "denied_between",
    "figures",
    "is_late",
    "made_by",
    "of_decisions",
    "overdue_count",
    "recent",
    "waiting",
]

OF_MEMBERS: Final = frozenset({Kind.WARN, Kind.MUTE, Kind.SUSPEND, Kind.BAN})
APPEALABLE: Final = OF_MEMBERS | {Kind.HIDE, Kind.REMOVE, Kind.VERSION}
"""What the one concerned can appeal; who notified something appeals what became of the notice."""
ROWS: Final = 100
"""Waiting appeals on a page, those due first: nobody answers more at a sitting."""
RECENT: Final = 30


@dataclass(frozen=True, slots=True)
class Figures:
    """The appeals of a year: how many were made and answered, how, and the median seconds."""

    made: int
    outcomes: Counter[str]
    median_s: int | None


def closed_refusal(
    decision: Decision | None, side: Side, member: MemberId | None
) -> Refused | None:
    """Return why a decision is not open to a first appeal; another's is not known to anybody."""
    kinds = APPEALABLE if side is Side.CONCERNED else {Kind.NOTICE}
    is_own = decision is not None and (side is Side.NOTIFIER or decision.member == member)
    if decision is None or not is_own or decision.kind not in kinds:
        return refuse(Refusal.UNKNOWN_DECISION)
    if decision.ended_at is not None:
        return refuse(Refusal.DECISION_ENDED)
    if clock.now() > decision.at + OPEN_FOR:
        return refuse(Refusal.APPEAL_LATE, days=OPEN_FOR.days)
    return None


def appeal_refusal(
    decision: Decision | None, side: Side, member: MemberId | None
) -> Refused | None:
    """Return why an appeal cannot be made now."""
    refused = closed_refusal(decision, side, member)
    if refused is not None and refused.reason is Refusal.UNKNOWN_DECISION:
        return refused
    if Appeal.objects.filter(decision=decision, side=side).exists():
        return refuse(Refusal.APPEALED_ONCE)
    return refused


def is_late(appeal: Appeal) -> bool:
    """Tell whether an answer is overdue."""
    return appeal.answered_at is None and appeal.due_at < clock.now()


def answer_refusal(by: MemberId, appeal: Appeal) -> Refused | None:
    """Return why somebody may not answer an appeal: never who decided, nor whom it is about."""
    if refused := books.right_refusal(by, Right.DECIDE):
        return refused
    decision = appeal.decision
    if by in {decision.member, appeal.member}:
        return refuse(Refusal.OWN_CASE)
    if by == decision.by:
        return refuse(Refusal.OTHER_ANSWERS)
    if decision.kind in OF_MEMBERS and decision.member is not None:
        return sanction_refusal(by, MemberId(decision.member))
    return None


def waiting() -> list[Appeal]:
    """Return the appeals that wait, those due first: overdue ones stand on top."""
    rows = Appeal.objects.filter(answered_at=None).select_related("decision__of")
    return list(rows.order_by("due_at", "pk")[:ROWS])


def overdue_count() -> int:
    """Return how many appeals wait beyond their date."""
    return Appeal.objects.filter(answered_at=None, due_at__lt=clock.now()).count()


def recent() -> list[Appeal]:
    """Return the appeals that were answered last."""
    rows = Appeal.objects.exclude(answered_at=None).select_related("decision__of")
    return list(rows.order_by("-answered_at")[:RECENT])


def of_decisions(numbers: Iterable[int], side: Side = Side.CONCERNED) -> dict[int, Appeal]:
    """Return the appeals of one side against some decisions, by the decision's number."""
    rows = Appeal.objects.filter(decision__in=list(numbers), side=side)
    return {row.decision_id: row for row in rows}


def answered_since(member: MemberId, at: datetime) -> QuerySet[Appeal]:
    """Return the appeals of a member that were answered since a time, first the first."""
    return Appeal.objects.filter(member=member, answered_at__gt=at).order_by("answered_at")


def made_by(member: MemberId) -> Iterator[Appeal]:
    """Yield the appeals of a member, oldest first."""
    yield from Appeal.objects.filter(member=member).order_by("pk").iterator()


def figures(begins: datetime, ends: datetime) -> Figures:
    """Return the figures of the appeals that were made in a span of time."""
    rows = Appeal.objects.filter(at__gte=begins, at__lt=ends)
    answered = list(rows.exclude(answered_at=None).values_list("at", "answered_at", "outcome"))
    spans = sorted(done - at for at, done, _ in answered if done is not None)
    median_s = int(spans[len(spans) // 2].total_seconds()) if spans else None
    return Figures(rows.count(), Counter(outcome for _, _, outcome in answered), median_s)


def denied_between(after: datetime, until: datetime, most: int) -> list[Appeal]:
    """Return members' appeals that were denied after a moment and until another, first the first.

    They are at least the first `most`, with all that were answered in the same moment as the last.
    What was lifted or shortened is a decision of its own.
    """
    rows = Appeal.objects.filter(answered_at__gt=after, answered_at__lte=until)
    rows = rows.filter(outcome=Outcome.UPHELD, member__isnull=False).order_by("answered_at", "pk")
    last = list(rows.values_list("answered_at", flat=True)[:most])
    return list(rows.filter(answered_at__lte=last[-1])) if last else []

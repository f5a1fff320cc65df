"""Reads of cases: a member's own, those that wait for a decision, and the public totals."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final

from django.utils.functional import Promise

from tweipress.bank import queries as books
from tweipress.bank.queries import CaseBooks
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.ids import ArticleId, FlagId, MemberId
from tweipress.core.reasons import FlagReason
from tweipress.core.records.case import AppealState, FlagState
from tweipress.core.units import MS_PER_S, moment
from tweipress.language.reasons import REASONS
from tweipress.moderation import evidence
from tweipress.moderation.models import REASON_MAX, TEXT_MAX, Case, Search

__all__ = [
    "REASON_MAX",
    "TEXT_MAX",
    "Docket",
    "EvidenceOfReading",
    "KnownCase",
    "RaisedFlag",
    "Total",
    "docket",
    "is_to_a_hold",
    "last_search",
    "of_member",
    "raised_by",
    "taken_along",
    "totals",
]

ROWS: Final = 30
CASES_AT_ONCE: Final = 100
"""A case may have the readings of two windows as its evidence."""
STAFF: Final = frozenset({"by", "decided_by"})
"""The fields of flags and holds that say who raised, held or decided them."""


@dataclass(frozen=True, slots=True)
class EvidenceOfReading:
    """One of the readings that a detector judged."""

    article: ArticleId
    at: datetime
    took_s: int
    time_to_read_s: int
    words: int


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case as the books know it, with the evidence and the texts that are stored beside them."""

    books: CaseBooks
    figures: tuple[tuple[Promise, str], ...] = ()
    readings: tuple[EvidenceOfReading, ...] = ()
    note: str = ""
    appeal_text: str = ""
    hold_appeal_text: str = ""


@dataclass(frozen=True, slots=True)
class Docket:
    """Appeals by the date their answer is due, other flags that stand, and closed ones.

    `closed_before` asks for an older page of closed cases, 0 when there is none.
    """

    appeals: list[KnownCase]
    others: list[KnownCase]
    closed: list[KnownCase]
    closed_before: int


@dataclass(frozen=True, slots=True)
class RaisedFlag:
    """A flag that a moderator raised, with their note, and what became of it."""

    flag: FlagId
    at_ms: int
    reason: FlagReason
    note: str
    state: FlagState


@dataclass(frozen=True, slots=True)
class Total:
    """How often a reason was given, and what became of it; flags on trial are counted apart."""

    why: Promise
    raised: int
    standing: int
    lifted: int
    granted: int
    carried_out: int
    on_trial: int


def of_member(member: MemberId) -> list[KnownCase]:
    """Return every case of a member, newest first."""
    return _known(books.flags_of(member))


def is_to_a_hold(member: MemberId, flag: FlagId) -> bool:
    """Tell whether a member's text is about a hold that came after the first appeal."""
    if Case.objects.filter(pk=flag, member=member).exclude(hold_appeal_text="").exists():
        return True
    own = (case.flag for case in books.flags_of(member))
    is_second = any(row.flag == flag and row.appeal for row in own)
    return is_second and books.refusal_of(Appeal(member, flag, books.ANY_TEXT)) is None


def docket(before: int = 0) -> Docket:
    """Return the cases that wait for a decision, and a page of closed ones before a number."""
    closed = books.closed_flags(ROWS + 1, before)
    return Docket(
        appeals=_known(books.standing_flags(ROWS, appealed=True)),
        others=_known(books.standing_flags(ROWS, appealed=False)),
        closed=_known(closed[:ROWS]),
        closed_before=closed[ROWS - 1].flag.flag if len(closed) > ROWS else 0,
    )


def last_search() -> str:
    """Return the day (ISO date) of the last search, empty before the first."""
    last = Search.objects.order_by("-day").first()
    return last.day if last else ""


def totals() -> list[Total]:
    """Return the totals by reason, in the order of the reasons; those never given are left out."""
    counted: dict[FlagReason, Counter[str]] = {reason: Counter() for reason in REASONS}
    for row in books.flag_totals():
        count = counted[row.reason]
        if row.on_trial:
            count["trial"] += row.flags
            continue
        count["raised"] += row.flags
        count[row.state] += row.flags
        count[row.appeal] += row.flags if row.appeal == AppealState.GRANTED else 0
    return [
        Total(
            why=REASONS[reason],
            raised=count["raised"],
            standing=count[FlagState.OPEN] + count[FlagState.UPHELD],
            lifted=count[FlagState.LIFTED],
            granted=count[AppealState.GRANTED],
            carried_out=count[FlagState.ENDED],
            on_trial=count["trial"],
        )
        for reason, count in counted.items()
        if count
    ]


def taken_along(member: MemberId) -> list[dict[str, Any]]:
    """Return a member's cases as plain data: what the books know, the evidence, the appeals.

    Who raised, held or decided it is left out, as on the member's own page.
    """
    cases = Case.objects.filter(member=member).in_bulk()
    rows = []
    for known in books.flags_of(member):
        case = cases.get(known.flag.flag)
        rows.append(
            {
                "flag": _without_staff(known.flag._asdict()),
                "raised_by_hand": known.flag.by > 0,
                "hold": _without_staff(known.hold._asdict()) if known.hold else None,
                "evidence": case.evidence if case else {},
                "appeal": case.appeal_text if case else "",
                "appeal_to_hold": case.hold_appeal_text if case else "",
            }
        )
    return rows


def raised_by(member: MemberId) -> Iterator[RaisedFlag]:
    """Yield the flags that a member raised, oldest first, without whom they are about."""
    rows = Case.objects.filter(raised_by=member, posting_seq__isnull=False).order_by("pk")
    stream = rows.iterator(CASES_AT_ONCE)
    while cases := list(islice(stream, CASES_AT_ONCE)):
        known = books.flags([case.pk for case in cases])
        for case in cases:
            if case.pk in known:
                flag, note = known[case.pk].flag, case.evidence.get("note", "")
                yield RaisedFlag(flag.flag, flag.at_ms, flag.reason, note, flag.state)


def _without_staff(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in STAFF}


def _known(flags: Sequence[CaseBooks]) -> list[KnownCase]:
    cases = Case.objects.in_bulk([known.flag.flag for known in flags])
    return [_case(known, cases.get(known.flag.flag)) for known in flags]


def _case(known: CaseBooks, case: Case | None) -> KnownCase:
    if case is None:
        return KnownCase(known)
    is_appealed = bool(known.flag.appeal)
    return KnownCase(
        known,
        figures=evidence.in_words(case.evidence),
        readings=tuple(_reading(row) for row in case.evidence.get("readings", ())),
        note=case.evidence.get("note", ""),
        appeal_text=case.appeal_text if is_appealed else "",
        hold_appeal_text=case.hold_appeal_text if is_appealed else "",
    )


def _reading(row: dict[str, int]) -> EvidenceOfReading:
    return EvidenceOfReading(
        article=ArticleId(row["article"]),
        at=moment(row["at_ms"]),
        took_s=row["dwell_ms"] // MS_PER_S,
        time_to_read_s=row["time_to_read_s"],
        words=row["words"],
    )

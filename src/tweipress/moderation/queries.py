"""Reads of cases: a member's own, the desk's list, and the totals that everybody sees."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from tweipress.articles import queries as articles
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.bank.queries import CaseBooks
from tweipress.core.ids import MemberId
from tweipress.core.reasons import REASONS, FlagReason
from tweipress.core.records.case import AppealState, FlagState, HoldState, can_object
from tweipress.core.rules.reading import MS_PER_S
from tweipress.http.links import post_path
from tweipress.http.request_keys import fresh_key
from tweipress.moderation import evidence
from tweipress.moderation.models import REASON_MAX, TEXT_MAX, Case, Search
from tweipress.moderation.view_models import Bond, Held, Reading, Shown
from tweipress.people import queries as people
from tweipress.people.models import Member
from tweipress.people.queries import Card
from tweipress.reading import retention

ROWS: Final = 30
STATES: Final = {
    FlagState.OPEN: "Nobody has decided yet.",
    FlagState.UPHELD: "A moderator has upheld it.",
    FlagState.LIFTED: "It is lifted.",
    FlagState.ENDED: "It is carried out: what was held has gone to the pool.",
}
ANSWERS: Final = {
    AppealState.OPEN: "Your appeal waits for its answer.",
    AppealState.GRANTED: "Your appeal was granted.",
    AppealState.DENIED: "Your appeal was denied.",
}


@dataclass(frozen=True, slots=True)
class Docket:
    """What the desk shows: appeals by their dates, other flags that stand, and closed ones.

    `searched` is the day on which the readings were last searched, empty for never.
    """

    appeals: tuple[Shown, ...]
    others: tuple[Shown, ...]
    closed: tuple[Shown, ...]
    closed_before: int
    searched: str
    key: str
    text_max: int = TEXT_MAX
    reason_max: int = REASON_MAX


@dataclass(frozen=True, slots=True)
class Total:
    """How often a reason was given, and what became of it; flags on trial are counted apart."""

    why: str
    raised: int
    standing: int
    lifted: int
    granted: int
    carried_out: int
    on_trial: int


def of_member(member: Member) -> list[Shown]:
    """Return every case of a member, newest first."""
    return _shown(books.flags_of(MemberId(member.pk)))


def is_to_a_hold(member: Member, number: int) -> bool:
    """Tell whether a member's words on a flag are about a hold that came after his appeal."""
    if Case.objects.filter(pk=number, member=member).exclude(hold_appeal_text="").exists():
        return True
    found = (it for it in books.flags_of(MemberId(member.pk)) if it.flag.flag == number)
    return any(it.flag.appeal and can_object(it.flag, it.hold) for it in found)


def docket(before: int = 0) -> Docket:
    """Return the desk's list; `before` asks for an older page of closed cases."""
    closed = books.closed_flags(ROWS + 1, before)
    return Docket(
        appeals=tuple(_shown(books.standing_flags(ROWS, appealed=True))),
        others=tuple(_shown(books.standing_flags(ROWS, appealed=False))),
        closed=tuple(_shown(closed[:ROWS])),
        closed_before=closed[ROWS - 1].flag.flag if len(closed) > ROWS else 0,
        searched=last_search(),
        key=fresh_key(),
    )


def search_is_due() -> bool:
    """Tell whether the readings have not been searched since the day before was closed."""
    day = books.today()
    return bool(day) and last_search() < day and retention.is_any_read()


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


def export(member: Member) -> list[dict[str, Any]]:
    """Return a member's cases as plain data: what the books know, the evidence, the appeal."""
    cases = Case.objects.filter(member=member).in_bulk()
    found = []
    for it in books.flags_of(MemberId(member.pk)):
        case = cases.get(it.flag.flag)
        found.append(
            {
                "flag": it.flag._asdict(),
                "hold": it.hold._asdict() if it.hold else None,
                "evidence": case.evidence if case else {},
                "appeal": case.appeal_text if case else "",
                "appeal_to_hold": case.hold_appeal_text if case else "",
            }
        )
    return found


def _shown(found: Sequence[CaseBooks]) -> list[Shown]:
    cases = Case.objects.in_bulk([it.flag.flag for it in found])
    cards = people.cards(it.flag.member for it in found)
    titles = _titles(cases.values())
    return [
        _case(it, cases.get(it.flag.flag), cards[it.flag.member], titles)
        for it in found
        if it.flag.member in cards
    ]


def _case(
    it: CaseBooks, case: Case | None, card: Card, titles: dict[int, tuple[str, str]]
) -> Shown:
    flag = it.flag
    retention: dict[str, Any] = case.evidence if case else {}
    now_ms = clock.now_ms()
    return Shown(
        number=flag.flag,
        member=card,
        reason=flag.reason,
        why=REASONS[flag.reason],
        rule=flag.rule,
        version=flag.version,
        on_trial=flag.shadow,
        by_hand=flag.by > 0,
        since=_time(flag.at_ms),
        figures=evidence.in_words(retention),
        readings=tuple(_reading(row, titles) for row in retention.get("readings", ())),
        note=retention.get("note", ""),
        is_standing=flag.is_standing,
        state=STATES[flag.state],
        words=flag.words,
        decided=_maybe(flag.decided_ms),
        appeal=flag.appeal,
        answer=ANSWERS.get(flag.appeal, ""),
        appeal_text=case.appeal_text if case and flag.appeal else "",
        hold_appeal_text=case.hold_appeal_text if case and flag.appeal else "",
        can_object=can_object(flag, it.hold),
        appealed=_maybe(flag.appealed_ms),
        answer_due=_maybe(flag.answer_due_ms),
        is_late=flag.appeal == AppealState.OPEN and flag.answer_due_ms < now_ms,
        held=_held(it),
        bonds=_bonds(it),
        key=fresh_key(),
    )


def _held(it: CaseBooks) -> Held | None:
    hold = it.hold
    if hold is None:
        return None
    return Held(
        amount_twei=hold.amount_twei,
        reason=hold.reason,
        since=_time(hold.at_ms),
        until=_time(it.claws_back_ms),
        is_live=hold.state == HoldState.LIVE,
        is_clawed=hold.state == HoldState.CLAWED,
    )


def _bonds(it: CaseBooks) -> tuple[Bond, ...]:
    if it.hold or it.flag.shadow or not it.flag.is_standing:
        return ()
    found = articles.by_numbers(books.bonds_at_stake(it.flag.member))
    return tuple(Bond(number, article.title) for number, article in found.items())


def _reading(row: dict[str, int], titles: dict[int, tuple[str, str]]) -> Reading:
    title, url = titles.get(row["article"], ("An article that was taken away", ""))
    return Reading(
        title=title,
        url=url,
        at=_time(row["at_ms"]),
        took_s=row["dwell_ms"] // MS_PER_S,
        time_to_read_s=row["time_to_read_s"],
        words=row["words"],
    )


def _titles(cases: Iterable[Case]) -> dict[int, tuple[str, str]]:
    numbers = {row["article"] for case in cases for row in case.evidence.get("readings", ())}
    found = articles.by_numbers(sorted(numbers))
    return {number: (it.title, post_path(it.slug)) for number, it in found.items()}


def _time(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms // MS_PER_S, UTC)


def _maybe(at_ms: int) -> datetime | None:
    return _time(at_ms) if at_ms else None

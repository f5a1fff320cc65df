"""Reads of decisions: those about a member, and the public log by month."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Max, Min, QuerySet

from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.decisions import bars
from tweipress.decisions.models import WORDS_MAX, Decision, Kind, Why
from tweipress.language import zone

__all__ = [
    "AFTER_NOTICE",
    "WORDS_MAX",
    "Decision",
    "Kind",
    "Month",
    "Why",
    "about",
    "after",
    "all_about",
    "comment_refusal",
    "counts",
    "is_in_force",
    "month",
    "numbered",
    "since",
    "write_refusal",
]

ROWS: Final = 100
"""Rows of a page of the log; a wave of spam fills several."""
ABOUT_MAX: Final = 200
"""The newest decisions about a member that a page lists."""
AFTER_NOTICE: Final = "removal-after-notice"
"""The source of a removal that followed a notice of illegal content."""
BARRING: Final = (Kind.MUTE, Kind.SUSPEND)


@dataclass(frozen=True, slots=True)
class Month:
    """A page of a month of the log, newest first; `before` asks for the next page, 0: none.

    `earlier` and `later` are the months before and after it that there can be something in.
    """

    first: date
    rows: tuple[Decision, ...]
    before: int
    earlier: date | None
    later: date | None


def numbered(number: int) -> Decision | None:
    """Return a decision by its number."""
    return Decision.objects.select_related("of").filter(pk=number).first()


def about(member: MemberId) -> list[Decision]:
    """Return the newest decisions about a member, newest first."""
    rows = Decision.objects.filter(member=member).select_related("of")
    return list(rows.order_by("-pk")[:ABOUT_MAX])


def all_about(member: MemberId) -> Iterator[Decision]:
    """Yield every decision about a member, oldest first."""
    yield from Decision.objects.filter(member=member).order_by("pk").iterator()


def since(member: MemberId, at: datetime) -> QuerySet[Decision]:
    """Return the decisions about a member since a time, first the first."""
    return Decision.objects.filter(member=member, at__gt=at).order_by("pk")


def after(number: int, most: int) -> list[Decision]:
    """Return the first decisions after one, by their numbers."""
    return list(Decision.objects.filter(pk__gt=number).order_by("pk")[:most])


def is_in_force(decision: Decision) -> bool:
    """Tell whether a warning, a mute, a suspension or a ban still holds."""
    if decision.ended_at is not None:
        return False
    if decision.kind in BARRING:
        return decision.ends_at is not None and decision.ends_at > clock.now()
    return decision.kind in {Kind.BAN, Kind.WARN}


def comment_refusal(member: MemberId) -> Refused | None:
    """Return why a member may not comment, or change a comment: muted, or suspended."""
    return bars.comment_refusal(member)


def write_refusal(member: MemberId) -> Refused | None:
    """Return why a member may not vote, publish, or change what others see: suspended."""
    return bars.write_refusal(member)


def month(year: int, number: int, before: int = 0) -> Month:
    """Return a page of a month of the log."""
    first, following = date(year, number, 1), _next(date(year, number, 1))
    rows = Decision.objects.filter(at__gte=_begins(first), at__lt=_begins(following))
    if before:
        rows = rows.filter(pk__lt=before)
    shown = list(rows.select_related("of").order_by("-pk")[: ROWS + 1])
    ends = Decision.objects.aggregate(first=Min("at"), last=Max("at"))
    return Month(
        first,
        tuple(shown[:ROWS]),
        shown[ROWS - 1].pk if len(shown) > ROWS else 0,
        _previous(first) if ends["first"] and ends["first"] < _begins(first) else None,
        following if ends["last"] and ends["last"] >= _begins(following) else None,
    )


def counts(year: int) -> Counter[str]:
    """Return how often each kind was decided in a year."""
    begins, ends = _begins(date(year, 1, 1)), _begins(date(year + 1, 1, 1))
    rows = Decision.objects.filter(at__gte=begins, at__lt=ends).order_by()
    return Counter(dict(rows.values_list("kind").annotate(Count("pk"))))


def of_numbers(numbers: Iterable[int]) -> dict[int, Decision]:
    """Return decisions by their numbers."""
    return Decision.objects.select_related("of").in_bulk(list(numbers))


def _begins(day: date) -> datetime:
    return datetime(day.year, day.month, 1, tzinfo=zone.in_force())


def _next(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _previous(first: date) -> date:
    return date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)

"""What is stored about readings: windows for the detectors of risk, and a member's own data."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Max, QuerySet

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.units import MS_PER_S, S_PER_DAY, S_PER_H, moment
from tweipress.reading.models import RatedRead, ReadingTrace
from tweipress.risk.reads import Read, Window

TRACE_DAYS: Final = 14
"""Arrival times serve appeals while earnings vest. They are kept for that long and no longer."""
LATE_MS: Final = S_PER_H * MS_PER_S
"""What is over waits so long for others: a deletion is a process of its own."""
TRACES_AT_ONCE: Final = 200
"""A trace has a time for each part of an article."""


@dataclass(frozen=True, slots=True)
class StoredReading:
    """One reading as its member sees it; `until` is when it is deleted. Times are UTC."""

    title: str
    at: datetime
    dwell_s: float
    time_to_read_s: int
    words: int
    until: datetime


@dataclass(frozen=True, slots=True)
class StoredReadings:
    """What is stored about a member's readings at this moment."""

    reads: tuple[StoredReading, ...]
    traces: int


def trace_span_s() -> int:
    """Return how long arrival times are kept: TRACE_DAYS, or as long as earnings vest if longer."""
    return max(TRACE_DAYS, books.tariff().vesting_days) * S_PER_DAY


def over(now_ms: int) -> tuple[QuerySet[RatedRead], QuerySet[ReadingTrace]]:
    """Return what has been kept for its time: rated readings, and arrival times."""
    reads = RatedRead.objects.filter(until_ms__lt=now_ms)
    return reads, ReadingTrace.objects.filter(at_ms__lt=now_ms - trace_span_s() * MS_PER_S)


def is_due() -> bool:
    """Tell whether something is to be deleted."""
    return any(kept.exists() for kept in over(clock.now_ms() - LATE_MS))


def is_any_read() -> bool:
    """Tell whether there is any rated reading to judge."""
    return RatedRead.objects.exists()


def to_judge() -> Iterator[Window]:
    """Yield every whole window that has not been judged yet, a member's oldest first."""
    size = books.tariff().risk_window_reads
    waiting = RatedRead.objects.filter(window=None)
    ready = waiting.values("member").annotate(waiting=Count("pk")).filter(waiting__gte=size)
    for member, number in ready.order_by("member").values_list("member", "waiting"):
        rows = list(waiting.filter(member=member).order_by("at_ms", "pk"))
        for start in range(0, number - size + 1, size):
            yield _window(member, rows[start : start + size])


def last_windows() -> dict[int, Window]:
    """Return the last judged window of every member, if it is still whole."""
    size = books.tariff().risk_window_reads
    judged = RatedRead.objects.filter(window__isnull=False)
    last = dict(judged.values("member").annotate(last=Max("window")).values_list("member", "last"))
    rows: dict[int, list[RatedRead]] = defaultdict(list)
    for row in judged.order_by("at_ms", "pk").iterator():
        if row.window == last[row.member_id]:
            rows[row.member_id].append(row)
    return {
        member: _window(member, window) for member, window in rows.items() if len(window) == size
    }


def of_member(member: MemberId) -> StoredReadings:
    """Return what is stored about a member's readings, newest first."""
    rows = RatedRead.objects.filter(member=member).select_related("article").order_by("-at_ms")
    reads = tuple(
        StoredReading(
            title=row.article.title,
            at=moment(row.at_ms),
            dwell_s=round(row.dwell_ms / MS_PER_S, 1),
            time_to_read_s=row.time_to_read_s,
            words=row.words,
            until=moment(row.until_ms),
        )
        for row in rows
    )
    return StoredReadings(reads, ReadingTrace.objects.filter(member=member).count())


def rated(member: MemberId) -> Iterator[RatedRead]:
    """Yield how long a member's rated readings took, oldest first."""
    return RatedRead.objects.filter(member=member).order_by("at_ms", "pk").iterator()


def traces(member: MemberId) -> Iterator[ReadingTrace]:
    """Yield when the parts of a member's readings were proven, oldest first."""
    kept = ReadingTrace.objects.filter(member=member)
    return kept.order_by("at_ms", "pk").iterator(TRACES_AT_ONCE)


def _window(member: int, rows: list[RatedRead]) -> Window:
    reads = tuple(
        Read(row.article_id, row.at_ms, row.dwell_ms, row.words, row.time_to_read_s) for row in rows
    )
    return Window(member, reads, tuple(row.pk for row in rows))

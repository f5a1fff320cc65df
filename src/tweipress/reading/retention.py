"""What is kept of readings: windows for the rules of risk, and a member's own data. Reads alone."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Count, Max

from tweipress.bank import queries as books
from tweipress.core.rules.reading import MS_PER_S
from tweipress.people.models import Member
from tweipress.reading.models import RatedRead, ReadingTrace
from tweipress.risk.reads import Read


@dataclass(frozen=True, slots=True)
class Window:
    """A member's readings that are judged together, and their rows' numbers."""

    member: int
    reads: tuple[Read, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KeptRead:
    """One reading as its member sees it; a time (UTC) when each kind of data is deleted."""

    title: str
    at: datetime
    dwell_s: float
    time_to_read_s: int
    words: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a member's readings at this moment."""

    reads: tuple[KeptRead, ...]
    traces: int


def is_any_read() -> bool:
    """Tell whether there is any rated reading to look at."""
    return RatedRead.objects.exists()


def to_judge() -> Iterator[Window]:
    """Yield every whole window that was not judged yet, a member's oldest first."""
    size = books.tariff().risk_window_reads
    waiting = RatedRead.objects.filter(window=None)
    ready = waiting.values("member").annotate(waiting=Count("pk")).filter(waiting__gte=size)
    for member, number in ready.order_by("member").values_list("member", "waiting"):
        rows = list(waiting.filter(member=member).order_by("at_ms", "pk"))
        for start in range(0, number - size + 1, size):
            yield _window(member, rows[start : start + size])


def last_windows() -> dict[int, Window]:
    """Return the last judged window of every member that still has one as a whole."""
    size = books.tariff().risk_window_reads
    judged = RatedRead.objects.filter(window__isnull=False)
    last = dict(judged.values("member").annotate(last=Max("window")).values_list("member", "last"))
    rows: dict[int, list[RatedRead]] = defaultdict(list)
    for row in judged.order_by("at_ms", "pk").iterator():
        if row.window == last[row.member_id]:
            rows[row.member_id].append(row)
    return {it: _window(it, found) for it, found in rows.items() if len(found) == size}


def of_member(member: Member) -> Kept:
    """Return what is kept of a member's readings, newest first."""
    rows = RatedRead.objects.filter(member=member).select_related("article").order_by("-at_ms")
    reads = tuple(
        KeptRead(
            title=row.article.title,
            at=_time(row.at_ms),
            dwell_s=round(row.dwell_ms / MS_PER_S, 1),
            time_to_read_s=row.time_to_read_s,
            words=row.words,
            until=_time(row.until_ms),
        )
        for row in rows
    )
    return Kept(reads, ReadingTrace.objects.filter(member=member).count())


def export(member: Member) -> dict[str, object]:
    """Return the same as plain data, every figure that is kept."""
    traces = ReadingTrace.objects.filter(member=member).select_related("article").order_by("at_ms")
    return {
        "rated_readings": [
            {
                "article": it.title,
                "rated_at": it.at.isoformat(),
                "took_s": it.dwell_s,
                "time_to_read_s": it.time_to_read_s,
                "words": it.words,
                "deleted_at": it.until.isoformat(),
            }
            for it in of_member(member).reads
        ],
        "arrival_times": [
            {
                "article": trace.article.title,
                "rated_at": _time(trace.at_ms).isoformat(),
                "sections_after_ms": trace.arrivals_ms,
            }
            for trace in traces
        ],
    }


def _window(member: int, rows: list[RatedRead]) -> Window:
    reads = tuple(
        Read(row.article_id, row.at_ms, row.dwell_ms, row.words, row.time_to_read_s) for row in rows
    )
    return Window(member, reads, tuple(row.pk for row in rows))


def _time(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms // MS_PER_S, UTC)

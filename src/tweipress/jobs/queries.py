"""Reads of jobs: for an operator's page, and for whoever keeps watch."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Min, Q

from tweipress.bank import clock
from tweipress.core.units import S_PER_MIN
from tweipress.jobs.kinds import KINDS
from tweipress.jobs.models import Job, Tally

LATE_S: Final = 15 * S_PER_MIN
"""A job that has been due for longer says that nobody does the jobs, or too few do."""

WAITING: Final = Q(given_up_at=None, leased_until=None)
RUNNING: Final = Q(leased_until__isnull=False)
GIVEN_UP: Final = Q(given_up_at__isnull=False)


@dataclass(frozen=True, slots=True)
class KindTotals:
    """How many jobs of a kind wait, run, were given up, were done, and how many attempts failed."""

    kind: str
    waiting: int
    running: int
    given_up: int
    done: int
    failed: int
    last_done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Listed:
    """The jobs that an operator looks at first: given up, running, and waiting for longest."""

    given_up: tuple[Job, ...]
    running: tuple[Job, ...]
    waiting: tuple[Job, ...]


def totals() -> list[KindTotals]:
    """Return the totals of every kind that this site has or has had, by name."""
    rows = Job.objects.values("kind").annotate(
        waiting=Count("pk", filter=WAITING),
        running=Count("pk", filter=RUNNING),
        given_up=Count("pk", filter=GIVEN_UP),
    )
    present = {row["kind"]: row for row in rows}
    tallies = Tally.objects.in_bulk()
    none = {"waiting": 0, "running": 0, "given_up": 0}
    return [
        _totals({"kind": kind, **none, **present.get(kind, {})}, tallies.get(kind) or Tally())
        for kind in sorted(KINDS.keys() | present.keys() | tallies.keys())
    ]


def _totals(row: dict[str, Any], tally: Tally) -> KindTotals:
    """Return the totals of a kind: what its jobs are at, and what was counted of those before."""
    return KindTotals(**row, done=tally.done, failed=tally.failed, last_done_at=tally.last_done_at)


def listed(most: int) -> Listed:
    """Return at most so many jobs of each state."""
    return Listed(
        tuple(Job.objects.filter(GIVEN_UP).order_by("-given_up_at", "-pk")[:most]),
        tuple(Job.objects.filter(RUNNING).order_by("pk")[:most]),
        tuple(Job.objects.filter(WAITING).order_by("due_at", "pk")[:most]),
    )


def late_s() -> float:
    """Return for how long the job has been due that waits longest, 0 if none does."""
    oldest = Job.objects.filter(WAITING).aggregate(oldest=Min("due_at"))["oldest"]
    return max((clock.now() - oldest) / timedelta(seconds=1), 0.0) if oldest else 0.0


def is_late() -> bool:
    """Tell whether jobs wait that somebody should have done."""
    return late_s() > LATE_S

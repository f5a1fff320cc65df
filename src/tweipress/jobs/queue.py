"""The queue as its runners use it: lease a job, and say how it ended.

One runner at a time has a job: on PostgreSQL it locks the row and others pass it by, on SQLite the
database has one writer. A lease is longer than the job may take, so when it runs out its process is
dead, and the job comes again.
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from tweipress.bank import clock
from tweipress.http.fast.writes import writing
from tweipress.jobs.kinds import KINDS, Lane
from tweipress.jobs.models import ERROR_MAX, Job, Tally
from tweipress.security.tidy import tidied

MARGIN_S: Final = 30
"""Between the end of a process whose job took too long and the end of its lease."""
KILLED: Final = (
    "Its process ended in the middle: it was killed, or the job took longer than it may."
)
UNKNOWN: Final = "This version of the site has no such job."


def due(lane: Lane) -> QuerySet[Job]:
    """Return the jobs of a lane that are to be done now."""
    return Job.objects.filter(
        lane=lane, given_up_at=None, leased_until=None, due_at__lte=clock.now()
    )


def claim(runner: str, lane: Lane) -> Job | None:
    """Lease the job that has been due longest, or return None if none is due."""
    if not due(lane).exists():
        return None
    with writing(), transaction.atomic():
        row = due(lane).select_for_update(skip_locked=True).order_by("due_at", "pk").first()
        if row is None:
            return None
        kind = KINDS.get(row.kind)
        lease = timedelta(seconds=MARGIN_S + (kind.limit_s if kind else 0))
        row.attempts += 1
        row.runner = runner
        Job.objects.filter(pk=row.pk).update(
            attempts=row.attempts, runner=runner, leased_until=Now() + lease
        )
    return row


def finish(row: Job) -> bool:
    """Delete a job that is done; False if its lease ran out and it is not this runner's now."""
    with writing(), transaction.atomic():
        gone, _ = _own(row).delete()
        if gone:
            _count(row.kind, done=1)
    return bool(gone)


def fail(row: Job, error: str, *, was_killed: bool = False) -> bool:
    """Let a job rest before it comes again, or give it up; False if it is not this runner's now.

    After its first death it comes again at once: most likely the site was stopped.
    """
    now = clock.now()
    kind = KINDS.get(row.kind)
    is_over = kind is None or bool(kind.attempts and row.attempts >= kind.attempts)
    is_first_death = was_killed and row.attempts == 1
    pause_s = 0 if kind is None or is_first_death else kind.pause_s(row.attempts)
    with writing(), transaction.atomic():
        changed = _own(row).update(
            runner="",
            leased_until=None,
            due_at=now + timedelta(seconds=pause_s),
            given_up_at=now if is_over else None,
            error=str(tidied({"error": error})["error"])[:ERROR_MAX],
        )
        if changed:
            _count(row.kind, failed=1)
    return bool(changed)


def give_back(row: Job) -> None:
    """Let a job come again as if it had not been begun: the site is being stopped."""
    with writing():
        _own(row).update(runner="", leased_until=None, attempts=F("attempts") - 1)


def collect(runner: str) -> int:
    """Take back what a runner that is known to have ended was doing; return how many jobs."""
    return _collect(Job.objects.filter(runner=runner, leased_until__isnull=False))


def collect_lapsed() -> int:
    """Take back the jobs whose process must have ended, wherever that was; return how many."""
    return _collect(Job.objects.filter(leased_until__lt=Now()))


def _collect(leased: QuerySet[Job]) -> int:
    return sum(fail(row, KILLED, was_killed=True) for row in list(leased))


def _own(row: Job) -> QuerySet[Job]:
    """Return the row, if it is still leased as it was when it was read."""
    return Job.objects.filter(
        pk=row.pk, runner=row.runner, attempts=row.attempts, leased_until__isnull=False
    )


def _count(kind: str, *, done: int = 0, failed: int = 0) -> None:
    Tally.objects.bulk_create([Tally(kind=kind)], ignore_conflicts=True)
    tally = Tally.objects.filter(kind=kind)
    tally.update(done=F("done") + done, failed=F("failed") + failed)
    if done:
        tally.update(last_done_at=clock.now())

"""Writes of jobs that others ask for: add one, try one again, delete one."""

import json
from collections.abc import Mapping
from datetime import datetime
from inspect import signature
from typing import Final

import structlog
from django.db import transaction

from tweipress.bank import clock
from tweipress.http.fast.writes import writing
from tweipress.jobs import bell
from tweipress.jobs.kinds import KINDS, Kind, kind_of
from tweipress.jobs.models import Job

__all__ = ["delete", "enqueue", "enqueue_scheduled", "retry"]

IDS_MAX: Final = 1_000
"""Characters of JSON: ids, and never what they stand for."""

Id = int | str
_log = structlog.get_logger("tweipress.jobs")


def enqueue(kind: str, *, at: datetime | None = None, **ids: Id) -> None:
    """Add a job, in the caller's transaction: if that is rolled back, it never was.

    It is done soon, or at a time by the product's clock. A name or ids that do not fit the
    function are the caller's mistake, and are found here.
    """
    known = kind_of(kind)
    signature(known.do).bind(**ids)
    if any(not isinstance(value, Id) for value in ids.values()) or len(json.dumps(ids)) > IDS_MAX:
        raise TypeError(f"{kind}: a job is given ids, whole numbers and short texts")
    with writing():
        _row(known, ids, at or clock.now()).save(force_insert=True)
        transaction.on_commit(bell.ring)


def enqueue_scheduled(kind: Kind) -> None:
    """Add a job that comes by itself, unless one waits or runs."""
    row = _row(kind, {}, clock.now())
    row.once = kind.name
    with writing():
        Job.objects.bulk_create([row], ignore_conflicts=True)


def retry(number: int, by: int) -> bool:
    """Let a job be tried again at once, with all its attempts; False if there is none to try."""
    with writing():
        waiting = Job.objects.filter(pk=number, leased_until=None)
        changed = waiting.update(due_at=clock.now(), attempts=0, given_up_at=None)
    if changed:
        _log.info("job_retried", job=number, by=by)
        bell.ring()
    return bool(changed)


def delete(number: int, by: int) -> bool:
    """Delete a job that is not being done; False if there is none."""
    with writing():
        gone, _ = Job.objects.filter(pk=number, leased_until=None).delete()
    if gone:
        _log.info("job_deleted", job=number, by=by)
    return bool(gone)


def _row(kind: Kind, ids: Mapping[str, Id], due_at: datetime) -> Job:
    assert kind.name in KINDS
    return Job(kind=kind.name, lane=kind.lane, ids=dict(ids), due_at=due_at)

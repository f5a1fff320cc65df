"""Jobs that come by themselves: each kind says when it is due."""

import time
from typing import Final

import structlog

from tweipress.jobs import actions
from tweipress.jobs.kinds import KINDS, Kind
from tweipress.jobs.models import Job

AGAIN_S: Final = 600.0
"""After a question that failed: a database is away, or the question is broken."""

log = structlog.get_logger("tweipress.jobs")


class Schedule:
    """Asks every kind that comes by itself whether it is due; one that breaks rests."""

    def __init__(self) -> None:
        self._rests_until_s: dict[str, float] = {}

    def add_due(self) -> None:
        """Add what is due and neither waits nor runs."""
        kinds = [kind for kind in KINDS.values() if kind.when]
        there = set(Job.objects.filter(once__isnull=False).values_list("once", flat=True))
        for kind in kinds:
            if kind.name not in there and self._is_due(kind):
                actions.enqueue_scheduled(kind)

    def _is_due(self, kind: Kind) -> bool:
        if kind.when is None or time.monotonic() < self._rests_until_s.get(kind.name, 0):
            return False
        try:
            return kind.when()
        except Exception:  # one that cannot be asked keeps no other from being done
            log.exception("job_schedule_failed", kind=kind.name)
            self._rests_until_s[kind.name] = time.monotonic() + AGAIN_S
            return False

"""The rows of jobs: what waits, is being done or was given up, and how much was done so far."""

from typing import Final

from django.db import models

from tweipress.bank import clock
from tweipress.jobs.kinds import Lane

KIND_MAX: Final = 64
RUNNER_MAX: Final = 64
ERROR_MAX: Final = 300


class Job(models.Model):
    """One job. When it is done its row goes.

    `due_at` is by the product's clock; `leased_until` is by the database's, which does not jump and
    is the same for every machine. A job with a lease is being done by `runner`.
    """

    kind = models.CharField(max_length=KIND_MAX)
    lane = models.CharField(max_length=8, choices=[(lane, lane) for lane in Lane])
    ids = models.JSONField(default=dict)
    once = models.CharField(max_length=KIND_MAX, null=True, blank=True, unique=True)
    added_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    runner = models.CharField(max_length=RUNNER_MAX, blank=True)
    leased_until = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=ERROR_MAX, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["lane", "due_at", "id"],
                condition=models.Q(given_up_at=None),
                name="jobs_to_do",
            ),
            models.Index(
                fields=["leased_until"],
                condition=models.Q(leased_until__isnull=False),
                name="jobs_leased",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Tally(models.Model):
    """How many jobs of a kind were done, and how many attempts failed, since the site began."""

    kind = models.CharField(max_length=KIND_MAX, primary_key=True)
    done = models.PositiveBigIntegerField(default=0)
    failed = models.PositiveBigIntegerField(default=0)
    last_done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.kind

"""The rows of the security log."""

from typing import Final

from django.db import models

from tweipress.bank import clock

EVENT_MAX: Final = 32
NETWORK_MAX: Final = 32
TEXT_MAX: Final = 200
"""Characters of a detail: enough for a name or the beginning of a reason."""
DETAILS_MAX: Final = 12


class SecurityEvent(models.Model):
    """What happened to a `member`, and who did it, by number: rows stay when an account is closed.

    `network` is the salted network of the request (http/network.py), empty for commands.
    """

    at = models.DateTimeField(default=clock.now, db_index=True)
    event = models.CharField(max_length=EVENT_MAX)
    member = models.BigIntegerField(null=True)
    by = models.BigIntegerField(null=True)
    network = models.CharField(max_length=NETWORK_MAX, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["event", "id"], name="security_by_event"),
            models.Index(fields=["member", "id"], name="security_by_member"),
            models.Index(fields=["by", "id"], name="security_by_doer"),
        ]

    def __str__(self) -> str:
        return f"{self.event} of {self.member}"

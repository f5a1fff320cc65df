"""A comment that waits for a moderator, and what became of it."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from tweipress.comments.models import REASON_MAX, Comment
from tweipress.comments.rules.models import Why

HELD_MAX: Final = 10
"""Of one member at a time: one person can read that many with care."""


class State(models.TextChoices):
    """What became of a comment that had to wait."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    EXPIRED = "expired"
    RETURNED = "returned"


class Held(models.Model):
    """A comment's wait; it has no act in the books while it is `waiting`.

    `agreed_twei` is what it cost, bond included, when its writer sent it: the act asks for no more.
    A comment that was approved has been sent to the books, which may have refused it all the same.
    """

    comment = models.OneToOneField(Comment, models.CASCADE, related_name="held")
    why = models.CharField(max_length=12, choices=Why.choices)
    agreed_twei = models.PositiveIntegerField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=REASON_MAX, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["until"], condition=Q(state=State.WAITING), name="held_that_wait"),
            models.Index(
                fields=["decided_at"],
                condition=Q(decided_at__isnull=False),
                name="held_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.comment_id}: {self.state}"

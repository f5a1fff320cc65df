"""Claims and decisions of the moderators' queue, by comment."""

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

REASON_CHARS: Final = 200
"""As many as a comment shows for its removal (comments/models.py)."""


class Deed(models.TextChoices):
    """What a moderator can do about a comment in the queue."""

    APPROVE = "approve", _("Published")
    DECLINE = "decline", _("Not published")
    KEEP = "keep", _("Kept as it is")
    HIDE = "hide", _("Hidden")
    RESTORE = "restore", _("Shown again")
    REMOVE = "remove", _("Removed for good")


class Claim(models.Model):
    """A comment that a moderator is looking at; others leave it alone until a moment."""

    comment = models.OneToOneField("comments.Comment", models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"claim on comment {self.comment_id}"


class Decision(models.Model):
    """What a moderator did about a comment, and why."""

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deed = models.CharField(max_length=12, choices=Deed.choices)
    reason = models.CharField(max_length=REASON_CHARS, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["by", "id"], name="decisions_of_a_moderator")]

    def __str__(self) -> str:
        return f"{self.deed} comment {self.comment_id}"

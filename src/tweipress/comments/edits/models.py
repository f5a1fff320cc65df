"""An earlier text of a comment, or a note that its writer added later."""

from typing import Final

from django.conf import settings
from django.db import models

from tweipress.comments.models import REASON_MAX, TEXT_MAX, Comment

EDIT_S: Final = 15 * 60
"""As long can a comment be edited: time to see a slip, before many have voted on it."""
EDITS_MAX: Final = 10
"""Of one comment: as many texts can be read to see what changed."""
NOTES_MAX: Final = 3
"""Of one comment: who has more to say writes another."""
NOTE_MAX: Final = 500


class Kind(models.TextChoices):
    """What a change is."""

    EDIT = "edit"
    NOTE = "note"


class Change(models.Model):
    """A text that an edit replaced, or a note; `at` is when it was written.

    `likes` and `dislikes` are the votes that the replaced text had: they stay with the comment. One
    that a moderator has taken away is kept for its writer, and nobody else reads it.
    """

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    text = models.CharField(max_length=TEXT_MAX, blank=True)
    at = models.DateTimeField()
    likes = models.PositiveIntegerField(default=0)
    dislikes = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=REASON_MAX, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} of comment {self.comment_id}"

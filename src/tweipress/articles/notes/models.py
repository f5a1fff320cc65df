"""Models of notes: a passage that is quoted, what is said about it, and the replies."""

from typing import Final

from django.conf import settings
from django.db import models

from tweipress.articles.models import Article
from tweipress.bank import clock

QUOTE_CHARS: Final = 300
"""Some lines: enough to know a passage by."""
CONTEXT_CHARS: Final = 40
"""Words before and after a quote, by which it is told from the same words elsewhere."""
NOTE_CHARS: Final = 2000
"""A page: who has more to say about a passage writes it into the text."""


class Note(models.Model):
    """What somebody says about a passage, in the words that it quotes of it.

    `passage` is where these stood then (passages.py). A note without `resolved_at` is open. The
    text of a member who has left may be empty.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="notes")
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notes_written"
    )
    at = models.DateTimeField(default=clock.now, editable=False)
    passage = models.PositiveIntegerField()
    quote = models.CharField(max_length=QUOTE_CHARS)
    before = models.CharField(max_length=CONTEXT_CHARS, blank=True)
    after = models.CharField(max_length=CONTEXT_CHARS, blank=True)
    text = models.CharField(max_length=NOTE_CHARS, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="notes_resolved"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.quote}"

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has resolved it, or somebody has opened it again."""
        return self.resolved_at is None


class Reply(models.Model):
    """An answer to a note."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="replies")
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="replies_written"
    )
    at = models.DateTimeField(default=clock.now, editable=False)
    text = models.CharField(max_length=NOTE_CHARS, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"{self.note_id}: {self.text}"

"""A comment's text, and the reasons for a dislike. Its money, votes and end are in the books."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

TEXT_MAX: Final = 2000
KEY_MAX: Final = 100
REASON_MAX: Final = 200
DEPTH_MAX: Final = 4
"""Replies below a thread's first comment; a fifth step would leave a phone no room for words."""
MARK_CHARS: Final = 16
"""Of what is the same for texts that repeat each other (rules/words.py)."""


class DislikeReason(models.TextChoices):
    """The reasons for a dislike, in the words that the member chooses from."""

    OFF_TOPIC = "off_topic", _("Not about this article")
    UNTRUE = "untrue", _("Untrue or misleading")
    UNKIND = "unkind", _("Unkind to a person or a group")
    EMPTY = "empty", _("Adds nothing")
    ADVERTISING = "advertising", _("Advertising or spam")


class Comment(models.Model):
    """A comment, saved before its act is sent; public if and only if `posting_seq` is set.

    `form_key` is the form's own number: the same form sent twice is the same comment. A comment
    without posting and refusal is open: its act was sent and no answer has been written down.
    One that was removed and won an appeal is shown again since `restored_at`; its act stays.

    `parent` is the comment that it answers, `root` the first one of its thread; neither is set for
    a first one. Below DEPTH_MAX replies stay at that depth. `heat` orders threads (threads/heat).
    `is_changed` tells of rows in edits/: an earlier text, or a note.
    """

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="comments")
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments_written"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answers"
    )
    root = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="thread", db_index=False
    )
    depth = models.PositiveSmallIntegerField(default=0)
    heat = models.BigIntegerField(default=0)
    text = models.CharField(max_length=TEXT_MAX)
    form_key = models.CharField(max_length=KEY_MAX)
    created = models.DateTimeField()
    shown_date = models.DateField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    is_changed = models.BooleanField(default=False)
    posting_seq = models.BigIntegerField(null=True, blank=True)
    refusal = models.CharField(max_length=40, blank=True)
    refusal_figures = models.JSONField(default=dict, blank=True)
    mark = models.CharField(max_length=MARK_CHARS, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    restored_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=REASON_MAX, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="comments_hidden",
    )

    class Meta:
        ordering = ["posting_seq"]
        constraints = [
            models.UniqueConstraint(fields=["writer", "form_key"], name="one_comment_per_form"),
        ]
        indexes = [
            models.Index(fields=["article", "posting_seq"], name="comments_of_an_article"),
            models.Index(
                fields=["article", "-heat", "-id"],
                condition=Q(root__isnull=True, posting_seq__isnull=False),
                name="threads_by_heat",
            ),
            models.Index(
                fields=["article", "posting_seq"],
                condition=Q(root__isnull=True, posting_seq__isnull=False),
                name="threads_by_time",
            ),
            models.Index(fields=["root", "posting_seq"], name="comments_of_a_thread"),
            models.Index(
                fields=["writer", "article"],
                condition=Q(posting_seq__isnull=True),
                name="comments_not_public",
            ),
            models.Index(
                fields=["mark", "created"], condition=~Q(mark=""), name="comments_by_mark"
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def act_key(self) -> str:
        """Return the key under which the books know this comment's act."""
        return f"comment:{self.pk}"

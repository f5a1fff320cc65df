"""A report: a member says that a comment breaks the rules, and hears what became of it."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tweipress.comments.models import Comment

WORDS_MAX: Final = 500
A_DAY: Final = 20
"""More a day is no reading any more; a spam wave is found by its first reports."""


class Reason(models.TextChoices):
    """What a comment is reported for, in the words that the member chooses from."""

    SPAM = "spam", _("Advertising or spam")
    ABUSE = "abuse", _("Insults or threatens somebody")
    HATE = "hate", _("Incites hatred against a group")
    PRIVATE = "private", _("Gives away somebody’s private data")
    ILLEGAL = "illegal", _("Is against the law")
    OTHER = "other", _("Breaks another rule")


class Outcome(models.TextChoices):
    """What became of a report; empty while it waits."""

    ACTED = "acted", _("Something was done about it")
    KEPT = "kept", _("The comment stays")


class Report(models.Model):
    """One member's report of one comment; the same member's next word replaces the one before."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    words = models.CharField(max_length=WORDS_MAX, blank=True)
    is_trusted = models.BooleanField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "reporter"], name="one_report_a_member")
        ]
        indexes = [
            models.Index(fields=["reporter", "at"], name="reports_of_a_member"),
            models.Index(fields=["comment"], condition=Q(outcome=""), name="reports_that_wait"),
            models.Index(
                fields=["decided_at"],
                condition=Q(decided_at__isnull=False),
                name="reports_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk} of comment {self.comment_id}"

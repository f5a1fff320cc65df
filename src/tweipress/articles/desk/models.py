"""Models of the desk: what is planned of an article, and members' calendar addresses."""

from enum import StrEnum
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from tweipress.articles.models import Article
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused

NOTE_CHARS: Final = 2_000
"""A page of notes: what is longer is a text."""
STAGE_CHARS: Final = 8


class Stage(StrEnum):
    """How far the writers say that a text is; the rest the books and the dates say."""

    IDEA = "idea"
    DRAFT = "draft"
    REVIEW = "review"
    READY = "ready"


class Plan(models.Model):
    """What the newsroom plans for an article. An article without one is a draft without a plan.

    `edition` counts the changes, so that a form which began from another is refused.
    `publish_at` is when it is to be published, at the author's price `agreed_twei`; `sending` is
    set from the moment in which it is sent to the books until they have answered. `editors_may`
    is the author's word that an editor may publish it, at that price. `refusal` is why it was not
    published at `missed_at`; without a refusal it was published later than at that time, because
    the site was not there.
    """

    article = models.OneToOneField(Article, models.CASCADE, related_name="plan", primary_key=True)
    edition = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=STAGE_CHARS, default=Stage.DRAFT)
    note = models.TextField(max_length=NOTE_CHARS, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="assigned_articles"
    )
    due = models.DateField(null=True)
    embargo_until = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    editors_may = models.BooleanField(default=False)
    agreed_twei = models.PositiveIntegerField(null=True)
    publish_at = models.DateTimeField(null=True)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    sending = models.BooleanField(default=False)
    missed_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=40, blank=True)
    refusal_figures = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(
                fields=["publish_at"],
                condition=Q(publish_at__isnull=False),
                name="desk_scheduled",
            ),
            models.Index(
                fields=["expires_at"], condition=Q(expires_at__isnull=False), name="desk_expiring"
            ),
            models.Index(
                fields=["embargo_until"],
                condition=Q(embargo_until__isnull=False),
                name="desk_embargoed",
            ),
            models.Index(fields=["due"], condition=Q(due__isnull=False), name="desk_due"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.stage}"

    @property
    def refused(self) -> Refused | None:
        """Return why the books did not publish it when it was to be published."""
        return Refused(Refusal[self.refusal], self.refusal_figures) if self.refusal else None


class CalendarAddress(models.Model):
    """A member's secret address of the calendar: of its numbers the newest one is good."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True
    )
    number = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.member_id}: {self.number}"

"""Models of changes of published articles: texts that wait to be shown, and notices."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tweipress.articles.models import DIGEST_CHARS, Article
from tweipress.articles.text import content
from tweipress.bank import clock

NOTICE_CHARS: Final = 1000
"""A notice says what was wrong and what is right, in a few sentences."""


class Kind(models.TextChoices):
    """What a notice says of an article; the last withdraws a notice that is wrong itself."""

    CORRECTION = "correction", _("Correction")
    CLARIFICATION = "clarification", _("Clarification")
    UPDATE = "update", _("Update")
    WITHDRAWAL = "withdrawal", _("Withdrawn")


class StagedText(models.Model):
    """A changed text of a published article, as somebody saved it; readers see nothing of it.

    One at most waits to be shown, and is `current`; others were saved over or thrown away, and can
    be brought back. `since` is the digest of the text that readers saw when it was saved.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="staged_texts")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    is_current = models.BooleanField(default=True)
    since = models.CharField(max_length=DIGEST_CHARS)
    digest = models.CharField(max_length=DIGEST_CHARS)
    title = models.CharField(max_length=content.TITLE_CHARS)
    lead = models.CharField(max_length=content.LEAD_CHARS, blank=True)
    section = models.CharField(max_length=content.SECTION_CHARS, blank=True)
    sections = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(is_current=True), name="staging_one_waits"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.at:%Y-%m-%d %H:%M})"

    @property
    def text(self) -> content.Text:
        """Return what it says."""
        return content.stored(self.title, self.lead, self.section, self.sections)


class Notice(models.Model):
    """What readers are told of a change: written once, and never changed.

    A notice that is wrong is withdrawn by a further one, which says why. Articles keep a copy of
    theirs, so that a page reads nothing more (notices.py).
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="notices")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    text = models.CharField(max_length=NOTICE_CHARS)
    at = models.DateTimeField(default=clock.now, editable=False)
    withdraws = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="withdrawal"
    )

    class Meta:
        indexes = [models.Index(fields=["writer", "at"], name="staging_notices_of_a_day")]

    def __str__(self) -> str:
        return f"{self.kind} ({self.at:%Y-%m-%d %H:%M})"

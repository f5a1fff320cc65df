"""A notice of illegal content: where, why, by whom if they say so, and what became of it."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from tweipress.bank import clock
from tweipress.decisions.models import WORDS_MAX, Decision

ADDRESS_MAX: Final = 500
LAW_MAX: Final = 200
TEXT_MAX: Final = 3000
"""Two pages: enough to explain why something is illegal, and to quote it."""
NAME_MAX: Final = 100
EMAIL_MAX: Final = 254
KEPT: Final = timedelta(days=365)
"""For so long after the decision it is known who sent a notice: the appeal is over by then."""


class Ground(models.TextChoices):
    """What a notice says that something breaks."""

    DEFAMATION = "defamation", _("Defamation, insults")
    HATE = "hate", _("Incitement to hatred or violence")
    PRIVACY = "privacy", _("Private data or pictures of somebody")
    COPYRIGHT = "copyright", _("Copyright or another right to a work")
    CHILDREN = "children", _("Harm to children")
    TERROR = "terror", _("Terrorist content")
    FRAUD = "fraud", _("Fraud, forbidden goods or advertising")
    OTHER = "other", _("Another law, which I name below")


class Outcome(models.TextChoices):
    """What became of a notice."""

    REMOVED = "removed", _("The comment was removed")
    ACTED = "acted", _("Something else was done")
    NOTHING = "nothing", _("It stays as it is")


class Notice(models.Model):
    """A notice about an address of this site; name and address of who sent it can be empty.

    `language` is theirs. Without `decided_at` it waits; `decision` is what the log has of it. With
    `is_legal` the law was the ground of what was done, else the site's own rules.
    """

    address = models.CharField(max_length=ADDRESS_MAX)
    comment = models.BigIntegerField(null=True)
    article = models.BigIntegerField(null=True)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    law = models.CharField(max_length=LAW_MAX, blank=True)
    text = models.CharField(max_length=TEXT_MAX)
    name = models.CharField(max_length=NAME_MAX, blank=True)
    email = models.CharField(max_length=EMAIL_MAX, blank=True)
    language = models.CharField(max_length=8)
    at = models.DateTimeField(default=clock.now, db_index=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    is_legal = models.BooleanField(default=False)
    words = models.CharField(max_length=WORDS_MAX, blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="notices")

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(decided_at=None), name="notices_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"

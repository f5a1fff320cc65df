"""An appeal against a decision, the date by which it is answered, and the answer."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from tweipress.bank import clock
from tweipress.decisions.models import WORDS_MAX, Decision

TEXT_MAX: Final = 2000
"""As a comment: a page."""
OPEN_FOR: Final = timedelta(days=183)
"""Half a year: what the Digital Services Act (article 20) asks of larger sites."""
ANSWERED_IN: Final = timedelta(days=7)
"""A mute can be as short as a day: an answer after weeks would be none."""


class Side(models.TextChoices):
    """Who appeals: whom the decision is about, or who notified the content."""

    CONCERNED = "concerned", _("The one concerned")
    NOTIFIER = "notifier", _("Who notified it")


class Outcome(models.TextChoices):
    """What an answer says of the decision."""

    UPHELD = "upheld", _("It stands")
    LIFTED = "lifted", _("It is lifted")
    CHANGED = "changed", _("It is shortened")


class Appeal(models.Model):
    """One side's appeal against a decision; `member` is who made it, None for a notifier.

    Texts are empty once their writer has left. Without `answered_at` it waits, until `due_at`.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="appeals")
    side = models.CharField(max_length=9, choices=Side.choices)
    member = models.BigIntegerField(null=True, db_index=True)
    text = models.CharField(max_length=TEXT_MAX, blank=True)
    at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(db_index=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    words = models.CharField(max_length=WORDS_MAX, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("decision", "side", name="appeals_one_a_side"),
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk} against {self.decision_id}"

"""A decision of a moderator: what, why, about whom and what, until when."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tweipress.bank import clock

WORDS_MAX: Final = 500
"""Half a page: what happened, and which rule it breaks."""
KEY_MAX: Final = 80


class Kind(models.TextChoices):
    """What was decided, as the log and the member concerned read it."""

    HIDE = "hide", _("A comment was hidden")
    RESTORE = "restore", _("A hidden comment was shown again")
    REMOVE = "remove", _("A comment was removed")
    WARN = "warn", _("A member was warned")
    MUTE = "mute", _("A member was muted")
    SUSPEND = "suspend", _("An account was suspended")
    BAN = "ban", _("A member was banned")
    LIFT = "lift", _("A decision was lifted")
    CHANGE = "change", _("A decision was shortened")
    VERSION = "version", _("The text of an old version was deleted")
    NOTICE = "notice", _("A notice of illegal content was decided")


class Why(models.TextChoices):
    """The reasons that a moderator chooses from."""

    SPAM = "spam", _("Advertising or spam")
    INSULT = "insult", _("Insults or harassment")
    HATE = "hate", _("Hatred against a group")
    PRIVACY = "privacy", _("Private data of somebody")
    UNTRUE = "untrue", _("False claims about somebody")
    OFF_TOPIC = "off_topic", _("Not about the article")
    ILLEGAL = "illegal", _("Illegal content")
    EVASION = "evasion", _("Getting around an earlier decision")
    OTHER = "other", _("Another reason, in words")


class Decision(models.Model):
    """A decision by the member `by` (0: the console) about `member`, by number: rows stay.

    `words` are for the one concerned, and empty once they have left. `ends_at` is when it ends by
    itself, `ended_at` when somebody ended it. `of` is the decision that this one lifts or shortens.
    `source` names what was decided, so that it is noted once.
    """

    kind = models.CharField(max_length=8, choices=Kind.choices)
    why = models.CharField(max_length=10, choices=Why.choices, default=Why.OTHER)
    words = models.CharField(max_length=WORDS_MAX, blank=True)
    by = models.BigIntegerField()
    member = models.BigIntegerField(null=True)
    comment = models.BigIntegerField(null=True)
    article = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=clock.now, db_index=True)
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    of = models.ForeignKey("self", models.PROTECT, null=True, related_name="later")
    is_legal = models.BooleanField(default=False)
    source = models.CharField(max_length=KEY_MAX, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["member", "id"], name="decisions_about"),
            models.Index(
                fields=["ends_at"],
                condition=Q(kind__in=("mute", "suspend"), ended_at=None),
                name="decisions_barring",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

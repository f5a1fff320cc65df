"""Who gets which letter, the letters, and how far each copy has come."""

from enum import StrEnum
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from tweipress.bank import clock

EMAIL_MAX: Final = 254
SECTION_MAX: Final = 60
LANGUAGE_MAX: Final = 8
SUBJECT_MAX: Final = 200
TOPIC_MAX: Final = 8
PERIOD_MAX: Final = 10
REASON_MAX: Final = 20


class Rhythm(models.TextChoices):
    """How often a letter comes."""

    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")


class State(StrEnum):
    """How far one recipient's copy has come.

    SENDING is written before the mail server is given a copy. What a killed process leaves in it
    may have been sent or not: it becomes IN_DOUBT and is not sent again.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    IN_DOUBT = "in_doubt"
    TOO_LATE = "too_late"


class Topic(models.TextChoices):
    """What a letter is of."""

    ARTICLES = "", _("Articles")
    TOLD = "told", _("Notifications")


class Answer(models.TextChoices):
    """What somebody, or their mail server, says to a letter."""

    BOUNCED = "bounced", _("Came back")
    UNSUBSCRIBED = "unsubscribed", _("Ended")
    COMPLAINED = "complained", _("Called spam")


class Subscription(models.Model):
    """A wish to get a letter. It counts once it is confirmed, and is deleted when it ends.

    `mailbox` is the one behind the address, so that each gets a letter once. `section` is empty for
    all of them. `follower` is the number of the member whose authors the letter is of, 0 for the
    letters that are the same for all; `topic` tells that letter from the digest of what the member
    was told. `bounces` counts letters in a row that came back for a reason that may pass.
    """

    email = models.EmailField(max_length=EMAIL_MAX)
    mailbox = models.CharField(max_length=EMAIL_MAX)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices)
    section = models.CharField(max_length=SECTION_MAX, blank=True)
    language = models.CharField(max_length=LANGUAGE_MAX)
    follower = models.BigIntegerField(default=0)
    topic = models.CharField(max_length=TOPIC_MAX, choices=Topic.choices, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True)
    bounces = models.PositiveSmallIntegerField(default=0)
    bounced_letter = models.BigIntegerField(default=0)
    bounced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mailbox", "rhythm", "section", "follower", "topic"],
                name="letters_one_each",
            ),
        ]
        indexes = [
            models.Index(
                fields=["rhythm", "section", "language", "follower", "id"],
                condition=models.Q(confirmed_at__isnull=False),
                name="letters_recipients",
            ),
            models.Index(
                fields=["asked_at"],
                condition=models.Q(confirmed_at=None),
                name="letters_unconfirmed",
            ),
            models.Index(
                fields=["follower"], condition=models.Q(follower__gt=0), name="letters_followers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rhythm} {self.section} {self.pk}"


class Letter(models.Model):
    """One letter of an edition. `period` is the day it is of, or the Monday of the week.

    One without a subject had nothing to say, or was sent long ago. `follower` is as above.
    """

    rhythm = models.CharField(max_length=8, choices=Rhythm.choices)
    section = models.CharField(max_length=SECTION_MAX, blank=True)
    language = models.CharField(max_length=LANGUAGE_MAX)
    follower = models.BigIntegerField(default=0)
    topic = models.CharField(max_length=TOPIC_MAX, choices=Topic.choices, blank=True)
    period = models.CharField(max_length=PERIOD_MAX)
    made_at = models.DateTimeField(default=clock.now, db_index=True)
    subject = models.CharField(max_length=SUBJECT_MAX, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "rhythm", "section", "language", "follower", "topic"],
                name="letters_one_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rhythm} {self.section} {self.period}"


class Delivery(models.Model):
    """One copy. When its subscription ends it is nobody's: it is counted, and never sent."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="deliveries")
    subscription = models.ForeignKey(
        Subscription, models.SET_NULL, null=True, related_name="deliveries"
    )
    state = models.CharField(
        max_length=8, default=State.WAITING, choices=[(state, state) for state in State]
    )
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "subscription"], name="letters_one_copy"),
        ]
        indexes = [models.Index(fields=["letter", "state", "id"], name="letters_to_send")]

    def __str__(self) -> str:
        return f"{self.letter_id} to {self.subscription_id}"


class Reply(models.Model):
    """How many copies of a letter were answered in a way, and why; nobody's address."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=12, choices=Answer.choices)
    reason = models.CharField(max_length=REASON_MAX, blank=True)
    copies = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "kind", "reason"], name="letters_replies_together"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reason}: {self.copies}"


class Pause(models.Model):
    """While there is this row no letter is made or sent; `by` is the member who said so."""

    since = models.DateTimeField(default=clock.now)
    by = models.BigIntegerField()

    def __str__(self) -> str:
        return f"since {self.since}"

"""Models of notifications: what a member is told, their switches and devices, what was followed."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from tweipress.bank import clock
from tweipress.notifications.bounds import DEVICE_NAME_MAX, ENDPOINT_MAX
from tweipress.notifications.kinds import Channel, Kind

WHAT_MAX: Final = 24
KEY_MAX: Final = 100
SESSION_MAX: Final = 40
SOURCE_MAX: Final = 16
DIGEST_MAX: Final = 64


class Notification(models.Model):
    """One line that a member reads: it grows until it is read, then the next one begins.

    `what` says which decision it was, for kinds that have several. `subject` is the number of what
    it is about: a comment, an article, a level, a flag. `by` is who did it last, 0 where that is
    not said. `times` is how often it happened, `twei` what it brought in all. `at` is when it
    happened last, `told_at` when that was written down. `is_listed` says that
    the page shows it; otherwise it waits for the digest alone.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications", db_index=False
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    what = models.CharField(max_length=WHAT_MAX, blank=True)
    subject = models.BigIntegerField(default=0)
    article = models.BigIntegerField(default=0)
    by = models.BigIntegerField(default=0)
    times = models.PositiveIntegerField(default=1)
    twei = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    told_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    pushed_at = models.DateTimeField(null=True)
    is_listed = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "what", "subject"],
                condition=Q(read_at=None),
                name="notifications_one_unread",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "at"], name="notifications_of_a_member"),
            models.Index(fields=["at"], name="notifications_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.kind} {self.subject}"


class Switch(models.Model):
    """A kind on a channel that a member has chosen otherwise than it is for everybody."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="switches", db_index=False
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    channel = models.CharField(max_length=4, choices=Channel.choices)
    is_on = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "channel"], name="notifications_one_switch"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.kind} {self.channel}"


class Told(models.Model):
    """The highest level that a member was told of: a level lost and reached again is no news."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="level_told"
    )
    level = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.member_id}: {self.level}"


class Device(models.Model):
    """A browser to which notifications are pushed; `endpoint` is its push service's address.

    `p256dh` and `auth` are the keys for which messages are encrypted. It ends with the session in
    which it was added, whose key it has.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices", db_index=False
    )
    endpoint = models.CharField(max_length=ENDPOINT_MAX)
    digest = models.CharField(max_length=DIGEST_MAX)
    p256dh = models.CharField(max_length=KEY_MAX)
    auth = models.CharField(max_length=KEY_MAX)
    session = models.CharField(max_length=SESSION_MAX)
    name = models.CharField(max_length=DEVICE_NAME_MAX)
    added_at = models.DateTimeField(default=clock.now)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "digest"], name="notifications_one_device"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.name}"


class Position(models.Model):
    """How far a source was followed: the last of its rows that members were told of, and when."""

    source = models.CharField(max_length=SOURCE_MAX, primary_key=True)
    reached = models.BigIntegerField(default=0)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.source}: {self.reached}"


class Spread(models.Model):
    """An article whose followers are being told: those up to row `after` of the follows were."""

    article = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    after = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.article)

"""The tables of reviews, juries and repeated articles."""

from django.db import models
from django.db.models import Q

from tweipress.bank.storage.models.mirror import Mirror
from tweipress.bank.storage.models.numbers import NumberKey


class Review(Mirror):
    """An author's last ask for a review of an article."""

    article = NumberKey(primary_key=True)
    author = models.BigIntegerField(db_index=True)
    digest = models.TextField()
    time_to_read_s = models.BigIntegerField()
    words = models.BigIntegerField()
    sections = models.BigIntegerField()
    at_ms = models.BigIntegerField()
    due_ms = models.BigIntegerField()
    asks = models.BigIntegerField()
    state = models.CharField(max_length=10)
    drawn = models.TextField()
    decided_by = models.BigIntegerField()
    decided_ms = models.BigIntegerField()
    reason = models.TextField()
    vain = models.BigIntegerField()
    draws = models.BigIntegerField()
    handed = models.CharField(max_length=8)

    class Meta:
        indexes = [
            models.Index("at_ms", name="bank_review_open", condition=Q(state="open")),
            models.Index("due_ms", name="bank_review_due", condition=Q(state="open", handed="")),
        ]


class Seat(Mirror):
    """A member's seat on the jury of an article."""

    pk = models.CompositePrimaryKey("article", "member")
    article = models.BigIntegerField()
    member = models.BigIntegerField()
    asks = models.BigIntegerField()
    at_ms = models.BigIntegerField()
    verdict = models.CharField(max_length=8)
    reason = models.TextField()

    class Meta:
        indexes = [models.Index("member", name="bank_seat_waiting", condition=Q(verdict=""))]


class Repeat(Mirror):
    """Which article another was found to repeat."""

    article = NumberKey(primary_key=True)
    of = models.BigIntegerField()
    at_ms = models.BigIntegerField()
    state = models.CharField(max_length=8)
    cleared_by = models.BigIntegerField()
    cleared_ms = models.BigIntegerField()
    reason = models.TextField()
    digest = models.TextField()

    class Meta:
        indexes = [models.Index("at_ms", name="bank_repeat_waiting", condition=Q(state="waiting"))]

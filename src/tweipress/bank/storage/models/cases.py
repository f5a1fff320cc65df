"""The tables of cases against members."""

from django.db import models
from django.db.models import Q

from tweipress.bank.storage.models.mirror import Mirror
from tweipress.bank.storage.models.numbers import NumberKey


class Flag(Mirror):
    """What a rule or a moderator holds against a member."""

    flag = NumberKey(primary_key=True)
    member = models.BigIntegerField(db_index=True)
    reason = models.CharField(max_length=24)
    rule = models.TextField()
    version = models.BigIntegerField()
    evidence = models.TextField()
    shadow = models.BooleanField()
    by = models.BigIntegerField()
    at_ms = models.BigIntegerField()
    state = models.CharField(max_length=8)
    appeal = models.CharField(max_length=8)
    appealed_ms = models.BigIntegerField()
    answer_due_ms = models.BigIntegerField()
    decided_by = models.BigIntegerField()
    decided_ms = models.BigIntegerField()
    words = models.TextField()


class Hold(Mirror):
    """What was taken from a member's vesting under a flag."""

    flag = NumberKey(primary_key=True)
    member = models.BigIntegerField()
    by = models.BigIntegerField()
    at_ms = models.BigIntegerField()
    reason = models.TextField()
    amount_twei = models.BigIntegerField()
    buckets = models.TextField()
    state = models.CharField(max_length=8)

    class Meta:
        indexes = [models.Index("at_ms", name="bank_hold_live", condition=Q(state="live"))]

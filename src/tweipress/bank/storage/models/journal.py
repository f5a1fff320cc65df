"""The tables of the journal: accounts, postings, entries, and the head of the chain."""

from django.db import models
from django.db.models import Q

from tweipress.bank.storage.models.mirror import Mirror
from tweipress.bank.storage.models.numbers import NumberKey, RowNumber


class Account(models.Model):
    """An account and its balance; only `ext` may be below 0.

    `is_funded` says that it is above 0. Indexes name that and never the balance: a row is updated
    in place as long as no column that an index names has another value (in PostgreSQL: HOT). The
    database does not compute it, because SQLite would write all three indexes for every balance.
    """

    name = models.CharField(max_length=80, primary_key=True)
    kind = models.CharField(max_length=16)
    owner = models.BigIntegerField()
    article = models.BigIntegerField()
    day = models.CharField(max_length=10)
    balance_twei = models.BigIntegerField()
    is_funded = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(balance_twei__gte=0) | Q(name="ext"), name="bank_account_not_below_0"
            ),
            models.CheckConstraint(
                condition=Q(balance_twei__gt=0, is_funded=True)
                | Q(balance_twei__lte=0, is_funded=False),
                name="bank_account_is_funded",
            ),
        ]
        indexes = [
            models.Index(
                "owner",
                name="bank_account_of",
                condition=Q(owner__gt=0, is_funded=True),
            ),
            models.Index(
                "article",
                name="bank_account_escrow",
                condition=Q(article__gt=0, is_funded=True),
            ),
            models.Index(
                "day",
                "owner",
                name="bank_account_bucket",
                condition=Q(kind="vesting", is_funded=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Posting(models.Model):
    """An accepted act, the inputs it was judged by, its answer, and its link in the chain."""

    seq = NumberKey(primary_key=True)
    act = models.CharField(max_length=24)
    member = models.BigIntegerField()
    article = models.BigIntegerField()
    request_key = models.CharField(max_length=80)
    body = models.TextField()
    inputs = models.TextField()
    answer = models.TextField()
    tariff_hash = models.CharField(max_length=64)
    at_ms = models.BigIntegerField()
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint("member", "request_key", name="bank_posting_once_a_key")
        ]
        indexes = [
            models.Index(
                "article",
                "seq",
                name="bank_posting_seeds",
                condition=Q(act__in=("ask_review", "draw_jury")),
            ),
            models.Index(
                "article",
                "member",
                name="bank_posting_readings",
                condition=Q(act__in=("open", "plus", "minus", "done")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.act}"


class Entry(models.Model):
    """What a posting changed on one account, and the owner's total afterwards.

    `spendable_twei` counts held Twei as well: the running balance is the sum of the amounts.
    """

    id = RowNumber(primary_key=True)
    posting = models.BigIntegerField(db_index=True)
    account = models.CharField(max_length=80)
    owner = models.BigIntegerField()
    amount_twei = models.BigIntegerField()
    balance_twei = models.BigIntegerField()
    spendable_twei = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index("owner", "id", name="bank_entry_owner", condition=Q(owner__gt=0))]

    def __str__(self) -> str:
        return f"{self.account} {self.amount_twei:+}"


class Head(Mirror):
    """The end of the journal, and the epoch of the teller that may write it: one row."""

    id = NumberKey(primary_key=True)
    epoch = models.BigIntegerField()
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    at_ms = models.BigIntegerField()

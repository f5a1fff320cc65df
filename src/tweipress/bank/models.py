"""The schema of the books. The teller alone writes these tables, in plain SQL (batch.py, world.py).

No foreign keys: sums and links are checked by the audit. Entries and postings are append-only by
trigger (migration 0002). Facts mirror tweipress.core.facts field by field.
"""

from django.db import models
from django.db.models import ExpressionWrapper, Q

from tweipress.bank.case_models import Flag, Hold  # noqa: F401  # Django looks for models here
from tweipress.bank.mirror import Mirror
from tweipress.bank.pnl_models import Pnl, Report  # noqa: F401  # Django looks for models here
from tweipress.bank.review_models import Repeat, Review, Seat  # noqa: F401  # Django looks for models here
from tweipress.bank.tie_models import Ban, Invitation, Night, Vouch  # noqa: F401  # Django looks for models here


class Account(models.Model):
    """An account and its balance; only `ext` may be below 0.

    Indexes name `is_funded` and never the balance: PostgreSQL updates a row in place as long as no
    column that an index names has another value (HOT).
    """

    name = models.CharField(max_length=80, primary_key=True)
    kind = models.CharField(max_length=16)
    owner = models.BigIntegerField()
    article = models.BigIntegerField()
    day = models.CharField(max_length=10)
    balance_twei = models.BigIntegerField()
    is_funded = models.GeneratedField(
        expression=ExpressionWrapper(Q(balance_twei__gt=0), output_field=models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(balance_twei__gte=0) | Q(name="ext"), name="bank_account_not_below_0"
            )
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

    seq = models.BigIntegerField(primary_key=True)
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
            )
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.act}"


class Entry(models.Model):
    """What a posting changed on one account, and the owner's total afterwards.

    `spendable_twei` counts held Twei as well: the running balance is the sum of the amounts.
    """

    id = models.BigAutoField(primary_key=True)
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

    id = models.BigIntegerField(primary_key=True)
    epoch = models.BigIntegerField()
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    at_ms = models.BigIntegerField()


class Books(Mirror):
    """The row about the books themselves."""

    id = models.BigIntegerField(primary_key=True)
    scenario = models.BooleanField()
    gates = models.BooleanField()
    day = models.CharField(max_length=10)
    day_number = models.BigIntegerField()
    is_open = models.BooleanField()
    tariff_hash = models.CharField(max_length=64)
    tariff_next = models.CharField(max_length=64)
    returned_to = models.BigIntegerField(db_default=0)

    class Meta:
        verbose_name_plural = "books"


class Day(Mirror):
    """A day of the books."""

    number = models.BigIntegerField(primary_key=True)
    date = models.CharField(max_length=10)
    reviewed = models.BigIntegerField()
    pool_at_close_twei = models.BigIntegerField()


class TariffText(Mirror):
    """A tariff under its hash."""

    tariff_hash = models.CharField(max_length=64, primary_key=True)
    figures = models.TextField()


class Member(Mirror):
    """A member's standing and counts."""

    member = models.BigIntegerField(primary_key=True)
    joined_ms = models.BigIntegerField()
    level_fixed = models.BigIntegerField()
    trusted_fixed = models.BooleanField()
    trust = models.BigIntegerField()
    xp_reading = models.BigIntegerField()
    xp_trust = models.BigIntegerField()
    roles = models.TextField()
    banned = models.BooleanField(db_default=False)
    counted_day = models.BigIntegerField()
    opens = models.BigIntegerField()
    pluses = models.BigIntegerField()
    publishes = models.BigIntegerField()
    comments = models.BigIntegerField()
    likes = models.BigIntegerField()
    dislikes = models.BigIntegerField()
    xp_reading_today = models.BigIntegerField()
    xp_trust_today = models.BigIntegerField()
    flags = models.BigIntegerField(db_default=0)

    class Meta:
        indexes = [
            models.Index("member", name="bank_member_held", condition=Q(flags__gt=0)),
            models.Index(
                "member",
                name="bank_member_jurors",
                condition=Q(xp_trust__gt=0) | Q(level_fixed__gt=0),
            ),
        ]


class Article(Mirror):
    """An article as the books know it."""

    article = models.BigIntegerField(primary_key=True)
    author = models.BigIntegerField()
    published_ms = models.BigIntegerField()
    published_day = models.BigIntegerField()
    time_to_read_s = models.BigIntegerField()
    sections = models.BigIntegerField()
    reviewed = models.BooleanField()
    undone = models.BooleanField()
    repeats = models.BigIntegerField(db_default=0)

    class Meta:
        indexes = [models.Index("author", name="bank_article_reviewed", condition=Q(reviewed=True))]


class Lane(Mirror):
    """One of an article's two lanes."""

    pk = models.CompositePrimaryKey("article", "name")
    article = models.BigIntegerField()
    name = models.CharField(max_length=8)
    given_twei = models.BigIntegerField()
    readers_twei = models.BigIntegerField()
    author_twei = models.BigIntegerField()


class Session(Mirror):
    """A member's one reading session."""

    member = models.BigIntegerField(primary_key=True)
    session = models.CharField(max_length=80)
    article = models.BigIntegerField()
    lane = models.CharField(max_length=8)
    quote_twei = models.BigIntegerField()
    opened_ms = models.BigIntegerField()
    live = models.BooleanField()

    class Meta:
        indexes = [models.Index("opened_ms", name="bank_session_live", condition=Q(live=True))]


class Reading(Mirror):
    """What a member did with an article."""

    pk = models.CompositePrimaryKey("member", "article")
    member = models.BigIntegerField()
    article = models.BigIntegerField()
    rating = models.CharField(max_length=8)


class Comment(Mirror):
    """A comment as the books know it."""

    comment = models.BigIntegerField(primary_key=True)
    article = models.BigIntegerField()
    writer = models.BigIntegerField()
    at_ms = models.BigIntegerField()
    ended = models.CharField(max_length=8)
    likes = models.BigIntegerField()
    dislikes = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index("at_ms", name="bank_comment_unsettled", condition=Q(ended="")),
            models.Index("writer", name="bank_comment_bonded", condition=Q(ended="")),
        ]


class Vote(Mirror):
    """A member's vote on a comment."""

    pk = models.CompositePrimaryKey("member", "comment")
    member = models.BigIntegerField()
    comment = models.BigIntegerField(db_index=True)
    writer = models.BigIntegerField()
    kind = models.CharField(max_length=8)
    at_ms = models.BigIntegerField()
    reason = models.TextField()

    class Meta:
        indexes = [models.Index("writer", "member", "at_ms", name="bank_vote_pair")]

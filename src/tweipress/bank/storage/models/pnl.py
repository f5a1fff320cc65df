"""The tables of profit and loss, and of bought reports."""

from django.db import models

from tweipress.bank.storage.models.mirror import Mirror
from tweipress.bank.storage.models.numbers import NumberKey


class Amounts(Mirror):
    """The twelve amounts, as Pnl, PostAtClose and Report hold them."""

    earned_for_pluses = models.BigIntegerField()
    comment_rewards = models.BigIntegerField()
    likes_own = models.BigIntegerField()
    likes_commenter = models.BigIntegerField()
    likes_author = models.BigIntegerField()
    dislikes_author = models.BigIntegerField()
    spent_for_minuses = models.BigIntegerField()
    comment_tributes = models.BigIntegerField()
    dislikes_own = models.BigIntegerField()
    dislikes_commenter = models.BigIntegerField()
    post_publish_tribute = models.BigIntegerField()
    pnl_reports = models.BigIntegerField()

    class Meta:
        abstract = True


class Pnl(Amounts):
    """A member's twelve amounts on an article; member 0 is the whole post."""

    pk = models.CompositePrimaryKey("article", "member")
    article = models.BigIntegerField()
    member = models.BigIntegerField()
    day = models.BigIntegerField()
    before = models.BigIntegerField()
    reported = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index("article", "day", "before", name="bank_pnl_changed"),
            models.Index("member", "article", name="bank_pnl_of", condition=models.Q(member__gt=0)),
        ]


class PostAtClose(Amounts):
    """The whole post's amounts before the first line of the last day that has any."""

    article = NumberKey(primary_key=True)


class Report(Amounts):
    """A bought report."""

    report = models.CharField(max_length=80, primary_key=True)
    member = models.BigIntegerField()
    article = models.BigIntegerField()
    scope = models.CharField(max_length=8)
    at_ms = models.BigIntegerField()
    closed = models.CharField(max_length=10)

    class Meta:
        indexes = [models.Index("member", "article", name="bank_report_of")]

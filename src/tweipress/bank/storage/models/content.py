"""The tables of members, articles, readings, comments and votes."""

from django.db import models
from django.db.models import Q

from tweipress.bank.storage.models.mirror import Mirror
from tweipress.bank.storage.models.numbers import NumberKey


class Member(Mirror):
    """A member's standing and counts."""

    member = NumberKey(primary_key=True)
    joined_ms = models.BigIntegerField()
    level_fixed = models.BigIntegerField()
    trusted_fixed = models.BooleanField()
    trust = models.BigIntegerField()
    xp_reading = models.BigIntegerField()
    xp_trust = models.BigIntegerField()
    roles = models.TextField()
    banned = models.BooleanField()
    has_left = models.BooleanField()
    counted_day = models.BigIntegerField()
    opens = models.BigIntegerField()
    pluses = models.BigIntegerField()
    publishes = models.BigIntegerField()
    comments = models.BigIntegerField()
    likes = models.BigIntegerField()
    dislikes = models.BigIntegerField()
    xp_reading_today = models.BigIntegerField()
    xp_trust_today = models.BigIntegerField()
    flags = models.BigIntegerField()

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

    article = NumberKey(primary_key=True)
    author = models.BigIntegerField()
    published_ms = models.BigIntegerField()
    published_day = models.BigIntegerField()
    time_to_read_s = models.BigIntegerField()
    sections = models.BigIntegerField()
    reviewed = models.BooleanField()
    undone = models.BooleanField()
    repeats = models.BigIntegerField()
    shares = models.TextField()

    class Meta:
        indexes = [models.Index("author", name="bank_article_reviewed", condition=Q(reviewed=True))]


class Agreement(Mirror):
    """What a member has agreed to share of an article that is not published yet."""

    pk = models.CompositePrimaryKey("article", "member")
    article = models.BigIntegerField()
    member = models.BigIntegerField()
    shares = models.TextField()
    tribute_twei = models.BigIntegerField()
    at_ms = models.BigIntegerField()


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

    member = NumberKey(primary_key=True)
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

    comment = NumberKey(primary_key=True)
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
            models.Index("article", name="bank_comment_of_article", condition=Q(ended="")),
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

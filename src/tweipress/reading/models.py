"""What the site keeps about readings outside the books, for a limited time.

actions.py says for how long; queries/retention.py says what a member can download.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q


class ReadingTrace(models.Model):
    """When each part of one finished reading was proven, in milliseconds since it opened.

    The posting keeps a salted digest of these times. The times themselves are deleted after
    trace_span_s (queries/retention.py), or with the member or the article.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    session = models.CharField(max_length=40, unique=True)
    arrivals_ms = models.JSONField()
    at_ms = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"reading {self.session}"


class RatedRead(models.Model):
    """How long one rated reading took. Only the detectors of risk use it.

    `window` is the number of the member's window in which it was judged, empty before that. The
    row is deleted at `until_ms`, or with the member or the article.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    at_ms = models.BigIntegerField()
    dwell_ms = models.BigIntegerField()
    words = models.IntegerField()
    time_to_read_s = models.IntegerField()
    window = models.IntegerField(null=True)
    until_ms = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("member", "article", name="one_rated_read_an_article")
        ]
        indexes = [
            models.Index(
                "member", "at_ms", name="rated_reads_to_judge", condition=Q(window__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.article_id}"

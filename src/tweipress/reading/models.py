"""What the site keeps of a reading beside the books: its arrival times, and for a while only."""

from django.conf import settings
from django.db import models


class ReadingTrace(models.Model):
    """When each section of one rated or finished reading was proven, in ms since it opened.

    The posting keeps a salted digest of these times; they themselves go after KEPT_DAYS
    (actions.py), or with the member or the article.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    session = models.CharField(max_length=40, unique=True)
    arrivals_ms = models.JSONField()
    at_ms = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"reading {self.session}"

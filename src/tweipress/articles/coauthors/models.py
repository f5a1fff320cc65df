"""The model of co-authors: whom an author has asked to share an article, and what they said."""

from enum import StrEnum
from typing import Final

from django.conf import settings
from django.db import models

from tweipress.articles.models import Article
from tweipress.bank import clock

ANSWER_CHARS: Final = 8


class Answer(StrEnum):
    """What a co-author has said to the shares as they are now."""

    NONE = ""
    AGREED = "agreed"
    DECLINED = "declined"


class Coauthor(models.Model):
    """A member who is asked to share an article with its author, and their part of it.

    The author has the rest of the 10 000. A change of any share replaces the rows, so that nobody
    has answered. What counts when the article is published is the agreement in the books; once it
    is published, the rows are its co-authors.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="coauthor_rows", db_index=False
    )
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="coauthored")
    place = models.PositiveSmallIntegerField()
    bps = models.PositiveIntegerField()
    answer = models.CharField(max_length=ANSWER_CHARS, blank=True, default=Answer.NONE)
    asked_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["article", "place"]
        constraints = [models.UniqueConstraint(fields=["article", "member"], name="coauthors_once")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.member_id}"

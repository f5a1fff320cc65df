"""Models of places: where a member stopped reading an article."""

from django.conf import settings
from django.db import models

from tweipress.articles.models import Article


class Place(models.Model):
    """A part and a paragraph in it, counted as the page shows them; part 0 is read to the end.

    `at` is when the member was there. A row that says "to the end" stays for a day, so that what
    another device sends late does not bring an older place back.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="places", db_index=False
    )
    article = models.ForeignKey(Article, models.CASCADE, related_name="places")
    part = models.PositiveSmallIntegerField()
    paragraph = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "article"], name="places_one_an_article")
        ]
        indexes = [models.Index(fields=["at"], name="places_by_age")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.article_id}, {self.part}-{self.paragraph}"

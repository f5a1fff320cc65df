"""Models of the checklist: what is required, the operator's own lines, and who has ticked them."""

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tweipress.articles.models import DIGEST_CHARS, Article
from tweipress.bank import clock

LINE_CHARS: Final = 200


class Kind(models.TextChoices):
    """What the site can see by itself."""

    LEAD = "lead", _("It has a lead")
    SECTION = "section", _("It is in a news section")
    PICTURE = "picture", _("It has a picture")
    DESCRIBED = "described", _("Every picture is described in words")
    TAGS = "tags", _("It has tags")
    LANGUAGE = "language", _("It is in a language of this paper")
    NOTES = "notes", _("No note is open")
    WORDS = "words", _("It has as many words as it should")


class Rule(models.Model):
    """A thing that is required; `least` and `most` are numbers of words, None for no such bound."""

    kind = models.CharField(max_length=16, choices=Kind.choices, unique=True)
    least = models.PositiveIntegerField(null=True)
    most = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return self.kind


class Line(models.Model):
    """A line of the operator's own, which a person ticks."""

    text = models.CharField(max_length=LINE_CHARS, unique=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Tick(models.Model):
    """A line that somebody has ticked for an article, when its text had this digest."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="ticks", db_index=False)
    line = models.ForeignKey(Line, models.CASCADE, related_name="ticks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="ticks")
    at = models.DateTimeField(default=clock.now)
    digest = models.CharField(max_length=DIGEST_CHARS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "line"], name="checklist_tick_once")
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.line_id}"

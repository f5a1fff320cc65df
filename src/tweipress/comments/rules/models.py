"""The rules for comments: one row for the site, one for each section or article that differs."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MESSAGE_CHARS: Final = 400
WORDS_CHARS: Final = 20_000
"""Five hundred words of forty characters."""
URL_CHARS: Final = 400
EXPIRES_DAYS: Final = 7
"""A moderation that rests on weekends needs some days; later nobody expects the comment."""


class Mode(models.TextChoices):
    """When a moderator looks at a comment; an empty mode of a section or article is the site's."""

    AFTER = "after", _("After it is public")
    BEFORE = "before", _("Before it is public")
    CLOSED = "closed", _("Comments are closed")


class Why(models.TextChoices):
    """Why a comment waits for a moderator."""

    BEFORE = "before", _("Every comment here waits")
    NEWCOMER = "newcomer", _("One of a newcomer’s first")
    WORDS = "words", _("It has a suspect word")
    LINKS = "links", _("It has many links")
    REPEATS = "repeats", _("The same text was sent before")
    REMOVALS = "removals", _("Many of its writer’s comments were removed")
    SERVICE = "service", _("The outside service asks to look at it")
    AGAIN = "again", _("It was declined before")


class Rules(models.Model):
    """What holds for the site (neither section nor article), for a section, or for an article.

    None and empty mean "as the wider place says"; for the site they mean that there is no such
    rule. What stands below `message` is only said by the site's row.
    """

    section = models.OneToOneField(
        "publication.Section", models.CASCADE, null=True, blank=True, related_name="+"
    )
    article = models.OneToOneField(
        "articles.Article", models.CASCADE, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)
    mode = models.CharField(max_length=8, choices=Mode.choices, blank=True)
    closes_after_days = models.PositiveIntegerField(null=True, blank=True)
    slow_s = models.PositiveIntegerField(null=True, blank=True)
    message = models.CharField(max_length=MESSAGE_CHARS, blank=True)
    first_comments = models.PositiveIntegerField(default=0)
    below_level = models.PositiveIntegerField(default=0)
    night_from = models.PositiveSmallIntegerField(null=True, blank=True)
    night_until = models.PositiveSmallIntegerField(null=True, blank=True)
    suspect_words = models.TextField(max_length=WORDS_CHARS, blank=True)
    banned_words = models.TextField(max_length=WORDS_CHARS, blank=True)
    links_below_level = models.PositiveIntegerField(default=0)
    links_most = models.PositiveIntegerField(default=0)
    repeats_own = models.PositiveIntegerField(default=0)
    repeats_all = models.PositiveIntegerField(default=0)
    removed_percent = models.PositiveIntegerField(default=0)
    hook_url = models.CharField(max_length=URL_CHARS, blank=True)
    expires_days = models.PositiveIntegerField(default=EXPIRES_DAYS)
    reports_hide = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(section=None) | Q(article=None), name="rules_of_one_place"
            ),
        ]

    def __str__(self) -> str:
        return f"rules of section {self.section_id}, article {self.article_id}"

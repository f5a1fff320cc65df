"""Models of how articles are filed: every address one ever had, tags, groups of translations."""

from django.db import models

from tweipress.articles.filing.oldpaths import PATH_CHARS
from tweipress.articles.filing.slugs import TAG_CHARS
from tweipress.articles.models import LANGUAGE_CHARS, Article
from tweipress.bank import clock
from tweipress.http.links import SLUG_CHARS


class Address(models.Model):
    """A slug that an article has, or had since it was published. No other ever gets it."""

    slug = models.CharField(max_length=SLUG_CHARS, unique=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="addresses")
    since = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return self.slug


class OldPath(models.Model):
    """Where an imported article was on the site that it comes from (oldpaths.py)."""

    path = models.CharField(max_length=PATH_CHARS, unique=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="old_paths")

    def __str__(self) -> str:
        return self.path


class Tag(models.Model):
    """A tag as it was first written; `slug` is what makes two of them the same."""

    slug = models.CharField(max_length=TAG_CHARS, unique=True)
    name = models.CharField(max_length=TAG_CHARS)

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """A tag of an article."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings", db_index=False)
    article = models.ForeignKey(Article, models.CASCADE, related_name="taggings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "article"], name="filing_tagged_once")
        ]

    def __str__(self) -> str:
        return f"{self.tag_id} {self.article_id}"


class Translation(models.Model):
    """An article of a group that says the same in several languages, each once.

    `group` is the number of the article that the group began with.
    """

    group = models.BigIntegerField()
    article = models.OneToOneField(Article, models.CASCADE, related_name="translation")
    language = models.CharField(max_length=LANGUAGE_CHARS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "language"], name="filing_language_once")
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.language}"

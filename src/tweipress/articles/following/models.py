"""Models of following: an author, a section or a tag that a member follows, and saved articles."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tweipress.articles.filing.models import Tag
from tweipress.articles.models import Article
from tweipress.articles.text.content import SECTION_CHARS
from tweipress.bank import clock


class Follow(models.Model):
    """A member follows one of three: an author, a news section by its name, or a tag."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows", db_index=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="followed_by"
    )
    section = models.CharField(max_length=SECTION_CHARS, blank=True)
    tag = models.ForeignKey(Tag, models.CASCADE, null=True, related_name="followed_by")
    since = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "author"],
                condition=Q(author__isnull=False),
                name="following_author_once",
            ),
            models.UniqueConstraint(
                fields=["member", "section"],
                condition=~Q(section=""),
                name="following_section_once",
            ),
            models.UniqueConstraint(
                fields=["member", "tag"],
                condition=Q(tag__isnull=False),
                name="following_tag_once",
            ),
        ]
        indexes = [models.Index(fields=["member", "since"], name="following_of_a_member")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.author_id or self.section or self.tag_id}"


class Saved(models.Model):
    """An article on a member's reading list."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_articles", db_index=False
    )
    article = models.ForeignKey(Article, models.CASCADE, related_name="saved_by")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "article"], name="following_saved_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.article_id}"

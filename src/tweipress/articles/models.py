"""Models of articles, their revisions and fingerprints. What an article earns is in the books."""

import secrets
from datetime import date
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from tweipress.articles.text import content
from tweipress.bank import clock
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.http.links import SLUG_CHARS
from tweipress.language.zone import day_of
from tweipress.pictures.listed import ListedPicture, of_row

LANGUAGE_CHARS: Final = 8
CODE_BYTES: Final = 9
REASON_CHARS: Final = 200
DIGEST_CHARS: Final = 64


OUT: Final = Q(posting_seq__isnull=False, undo_seq=None, expired_at=None)
"""Published, and neither taken back nor expired."""


def new_code() -> str:
    """Return a random address for a draft, so that nobody finds it by counting."""
    return secrets.token_urlsafe(CODE_BYTES)


def first_language() -> str:
    """Return the language of articles of which nobody has said another."""
    return settings.LANGUAGE_CODE


class ArticleState(StrEnum):
    """How far an article has come."""

    DRAFT = "draft"
    PUBLISHED = "published"
    TAKEN_BACK = "taken_back"


class Article(models.Model):
    """An article, saved before its act is sent; published if and only if `posting_seq` is set.

    `code` is its address for writers. `slug` is its address for readers; it is the code until the
    article is first sent for publication. `sections` is the text as the import file has it
    (docs/import.md), and `made` is the body cut into `parts` and rendered (text/body.py), of which
    each has so many words as `part_words` says. Time to Read and `parts` change with a draft;
    publication fixes them as the books have them. `asked` says that an act was sent and no answer
    has been written down. `refusal` and `refusal_figures` are the last refusal of publication.
    `versions` is how many texts readers have been shown since publication. One that has expired is
    in no list any more (desk/expiry.py). Of `tags` it has slug
    and name, and of `translations` language and slug of the published ones: filing/ keeps both.
    `corrections` is what readers were told of changes (staging/notices.py), `picture` what
    lists show.
    Of `coauthors`, who share it with its author, it has number and name: coauthors/ keeps them.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="articles_written"
    )
    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    slug = models.CharField(max_length=SLUG_CHARS, unique=True)
    title = models.CharField(max_length=content.TITLE_CHARS)
    lead = models.CharField(max_length=content.LEAD_CHARS, blank=True)
    section = models.CharField(max_length=content.SECTION_CHARS, blank=True)
    sections = models.JSONField(default=list)
    language = models.CharField(max_length=LANGUAGE_CHARS, default=first_language)
    tags = models.JSONField(default=list, editable=False)
    translations = models.JSONField(default=list, editable=False)
    corrections = models.JSONField(default=list, editable=False)
    coauthors = models.JSONField(default=list, editable=False)
    made = models.JSONField(default=list, editable=False)
    picture = models.JSONField(null=True, editable=False)
    part_words = models.JSONField(default=list, editable=False)
    index_text = models.TextField(blank=True, editable=False)
    words = models.PositiveIntegerField(default=0)
    time_to_read_s = models.PositiveIntegerField(default=0)
    parts = models.PositiveSmallIntegerField(default=0)
    reviewed = models.BooleanField(default=False)
    created = models.DateTimeField(default=clock.now, editable=False)
    updated = models.DateTimeField(default=clock.now, editable=False)
    versions = models.PositiveIntegerField(default=0, editable=False)

    asked = models.BooleanField(default=False)
    posting_seq = models.BigIntegerField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    shown_date = models.DateField(null=True, blank=True)
    dated_at = models.DateTimeField(null=True, blank=True)
    expired_at = models.DateTimeField(null=True, blank=True, editable=False)
    refusal = models.CharField(max_length=40, blank=True)
    refusal_figures = models.JSONField(default=dict, blank=True)
    import_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    undo_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles_taken_back",
    )
    undo_reason = models.CharField(max_length=REASON_CHARS, blank=True)
    undo_seq = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["-dated_at", "-posting_seq"], condition=OUT, name="articles_front"
            ),
            models.Index(
                fields=["section", "-dated_at", "-posting_seq"],
                condition=OUT,
                name="articles_section",
            ),
            models.Index(fields=["author", "-updated"], name="articles_of_an_author"),
            models.Index(
                fields=["id"],
                condition=Q(asked=True, posting_seq=None),
                name="articles_asked",
            ),
            models.Index(
                fields=["id"],
                condition=Q(undo_by__isnull=False, undo_seq=None),
                name="articles_undo_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> ArticleState:
        """Return how far it has come."""
        if self.posting_seq is None:
            return ArticleState.DRAFT
        return ArticleState.PUBLISHED if self.undo_seq is None else ArticleState.TAKEN_BACK

    def is_by(self, member: int | None) -> bool:
        """Tell whether a member is its author, or one of its co-authors."""
        return member == self.author_id or any(member == number for number, _ in self.coauthors)

    @property
    def author_names(self) -> tuple[str, ...]:
        """Return the names of all its authors, of the one who publishes it first."""
        return (self.author.name, *(name for _, name in self.coauthors))

    @property
    def is_draft(self) -> bool:
        """Tell whether it has never been published."""
        return self.state is ArticleState.DRAFT

    @property
    def is_published(self) -> bool:
        """Tell whether readers can read it and be paid."""
        return self.state is ArticleState.PUBLISHED

    @property
    def is_taken_back(self) -> bool:
        """Tell whether it was published and taken back."""
        return self.state is ArticleState.TAKEN_BACK

    @property
    def date(self) -> date | None:
        """Return the date that readers see: an imported article keeps its old one."""
        return self.shown_date or (day_of(self.published_at) if self.published_at else None)

    @property
    def listed_picture(self) -> ListedPicture | None:
        """Return its picture as lists show it, None if it has none."""
        return of_row(self.picture)

    @property
    def text(self) -> content.Text:
        """Return what the article says."""
        return content.stored(self.title, self.lead, self.section, self.sections)

    @property
    def refused(self) -> Refused | None:
        """Return why publication was last refused, None if it was not."""
        return Refused(Refusal[self.refusal], self.refusal_figures) if self.refusal else None

    @property
    def act_key(self) -> str:
        """Return the key under which the books know its publication."""
        return f"publish:{self.pk}"

    @property
    def undo_key(self) -> str:
        """Return the key under which the books know that it was taken back."""
        return f"undo:{self.pk}"


class Revision(models.Model):
    """A text as a writer saved it; written once, and then at most taken away.

    `number` counts the versions that readers were shown, from 1; what was saved before publication
    has none. `digest` is that of the text (approvals.py), also when the text is gone: then
    `gone_reason` says why, and `runs` is what later edits of an approved text are measured by.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="revisions")
    at = models.DateTimeField(default=clock.now, editable=False)
    number = models.PositiveIntegerField(null=True, editable=False)
    digest = models.CharField(max_length=DIGEST_CHARS, editable=False)
    title = models.CharField(max_length=content.TITLE_CHARS, blank=True)
    lead = models.CharField(max_length=content.LEAD_CHARS, blank=True)
    section = models.CharField(max_length=content.SECTION_CHARS, blank=True)
    sections = models.JSONField(default=list)

    gone_at = models.DateTimeField(null=True, editable=False)
    gone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="versions_taken_away",
    )
    gone_reason = models.CharField(max_length=REASON_CHARS, blank=True, editable=False)
    runs = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                condition=Q(number__isnull=False),
                name="articles_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title or self.gone_reason} ({self.at:%Y-%m-%d %H:%M})"

    @property
    def text(self) -> content.Text:
        """Return what the article said."""
        return content.stored(self.title, self.lead, self.section, self.sections)

    @property
    def is_gone(self) -> bool:
        """Tell whether its text was taken away."""
        return self.gone_at is not None


class Fingerprint(models.Model):
    """A fingerprint of a text (text/fingerprints.py), and since when an article has it.

    Rows are in the order in which articles took them in (holders.py).
    """

    number = models.BigIntegerField()
    article = models.ForeignKey(Article, models.CASCADE, related_name="+", db_index=False)
    since_ms = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="articles_fingerprint_once")
        ]
        indexes = [
            models.Index(fields=["number", "since_ms", "id"], name="articles_fingerprint_first")
        ]

    def __str__(self) -> str:
        return f"{self.number}"

"""What an operator has made of the site: the paper, its emblems, sections and pages."""

from typing import Final

from django.conf import settings
from django.db import models

from tweipress.bank import clock
from tweipress.publication import checks

NAME_CHARS: Final = 60
TAGLINE_CHARS: Final = 160
FOOTER_CHARS: Final = 1000
CONTACT_CHARS: Final = 254
ZONE_CHARS: Final = 64
SECTION_CHARS: Final = 40
"""As many as an article's section may have (articles/text/content.py)."""
TITLE_CHARS: Final = 200
LEAD_CHARS: Final = 600
SLUG_CHARS: Final = 80
DIGEST_CHARS: Final = 32


class Kind(models.TextChoices):
    """What an emblem is for."""

    LOGO = "logo"
    DARK_LOGO = "dark_logo"
    ICON = "icon"


class Emblem(models.Model):
    """A logo or an icon, made of what was uploaded; small, so that it moves with the other rows.

    Its address is its digest, so browsers keep it. What the paper no longer shows stays a while:
    mails and pages that were sent name it.
    """

    kind = models.CharField(max_length=16, choices=Kind.choices)
    digest = models.CharField(max_length=DIGEST_CHARS, unique=True)
    content = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.digest}"


class Paper(models.Model):
    """The settings of the one paper; `version` grows with each change, of pages and sections too.

    An empty field is the site's default (queries.py). `languages` begins with the main one.
    """

    version = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=NAME_CHARS, blank=True, validators=[checks.check_line])
    tagline = models.CharField(max_length=TAGLINE_CHARS, blank=True, validators=[checks.check_line])
    accent = models.CharField(max_length=7, blank=True, validators=[checks.check_colour])
    footer = models.TextField(max_length=FOOTER_CHARS, blank=True, validators=[checks.check_text])
    contact = models.CharField(
        max_length=CONTACT_CHARS, blank=True, validators=[checks.check_contact]
    )
    time_zone = models.CharField(
        max_length=ZONE_CHARS, default="UTC", validators=[checks.check_zone]
    )
    languages = models.JSONField(default=list, blank=True)
    says_platform = models.BooleanField(default=False)
    logo = models.ForeignKey(Emblem, models.SET_NULL, null=True, blank=True, related_name="+")
    dark_logo = models.ForeignKey(Emblem, models.SET_NULL, null=True, blank=True, related_name="+")
    icon = models.ForeignKey(Emblem, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.name


class Section(models.Model):
    """A news section of the paper, in its order. Articles name it as it is called, or was."""

    name = models.CharField(
        max_length=SECTION_CHARS, unique=True, validators=[checks.check_section]
    )
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """A name that a section had: articles were written under it, and its address leads on."""

    name = models.CharField(max_length=SECTION_CHARS, unique=True)
    section = models.ForeignKey(Section, models.CASCADE, related_name="former_names")

    def __str__(self) -> str:
        return self.name


class SectionEditor(models.Model):
    """A member who may work on the articles of a section, under all names that it has or had.

    It counts while the member has the role (core/roles.py).
    """

    section = models.ForeignKey(Section, models.CASCADE, related_name="editors")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="edited_sections"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["section", "member"], name="publication_section_editor_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.section_id}: {self.member_id}"


class Page(models.Model):
    """A page of the paper's own, in the blocks that articles have; `made` is its rendered text."""

    slug = models.CharField(max_length=SLUG_CHARS, unique=True, validators=[checks.check_slug])
    title = models.CharField(max_length=TITLE_CHARS)
    lead = models.CharField(max_length=LEAD_CHARS, blank=True)
    sections = models.JSONField(default=list, blank=True)
    made = models.JSONField(default=list, blank=True, editable=False)
    is_public = models.BooleanField(default=False)
    is_listed = models.BooleanField(default=True)
    position = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    updated = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class FormerSlug(models.Model):
    """An address that a page had; it leads to the one it has now."""

    slug = models.CharField(max_length=SLUG_CHARS, unique=True)
    page = models.ForeignKey(Page, models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug

"""Models of pictures: what is known of each, and which texts use it."""

import unicodedata
from typing import Any, Final

from django.conf import settings
from django.db import models

from tweipress.bank import clock

DIGEST_CHARS: Final = 32
NAME_CHARS: Final = 120
ALT_CHARS: Final = 500
"""A description that is read aloud: what is longer belongs in the text."""
CREDIT_CHARS: Final = 200
LICENCE_CHARS: Final = 120
REASON_CHARS: Final = 200
KIND_CHARS: Final = 20
MIDDLE: Final = 50
"""Per cent of width and height: where a picture is cut around, unless somebody says so."""


def folded(text: str) -> str:
    """Return a text as it is searched: without capitals and accents, in any database the same."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", kept)


class Picture(models.Model):
    """A picture of the library. Its files are named by `digest`, which nobody can guess.

    `width` and `height` are those of the largest file. `alt`, `credit` and `licence` are what a
    text shows unless it says otherwise; the focal point, in per cent, stays in view where a picture
    is cut. `words` is what is searched. `made_at` is empty until all variants are there. Of a
    removed picture there are no files, and its row keeps the same file from coming back.
    """

    digest = models.CharField(max_length=DIGEST_CHARS, unique=True, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    size_bytes = models.PositiveBigIntegerField(editable=False)
    name = models.CharField(max_length=NAME_CHARS)
    alt = models.CharField(max_length=ALT_CHARS, blank=True)
    credit = models.CharField(max_length=CREDIT_CHARS, blank=True)
    licence = models.CharField(max_length=LICENCE_CHARS, blank=True)
    focal_x = models.PositiveSmallIntegerField(default=MIDDLE)
    focal_y = models.PositiveSmallIntegerField(default=MIDDLE)
    words = models.TextField(editable=False)
    uploader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="pictures")
    uploaded = models.DateTimeField(default=clock.now, editable=False)
    made_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="pictures_removed"
    )
    removed_reason = models.CharField(max_length=REASON_CHARS, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["uploader", "id"], name="pictures_of_a_member"),
            models.Index(
                fields=["id"],
                condition=models.Q(made_at=None, removed_at=None),
                name="pictures_waiting",
            ),
            models.Index(
                fields=["id"],
                condition=models.Q(removed_at__isnull=False),
                name="pictures_removed",
            ),
        ]

    def __str__(self) -> str:
        """Return what the library calls it."""
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the words that are searched."""
        self.words = folded(f"{self.name} {self.alt} {self.credit} {self.licence}")
        super().save(*args, **kwargs)

    @property
    def is_removed(self) -> bool:
        """Tell whether an editor has removed it."""
        return self.removed_at is not None


class Use(models.Model):
    """A text that shows a picture: an article, a page of the paper's own; `user` is its number."""

    picture = models.ForeignKey(Picture, models.PROTECT, related_name="uses")
    kind = models.CharField(max_length=KIND_CHARS)
    user = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", "user", "picture", name="pictures_one_use"),
        ]

    def __str__(self) -> str:
        """Return who uses which picture."""
        return f"{self.kind} {self.user}: {self.picture_id}"

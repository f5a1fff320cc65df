"""Working copies: the fields of a form as a member's page last sent them, checked by nobody."""

from typing import Final

from django.conf import settings
from django.db import models

from tweipress.bank import clock

KEY_CHARS: Final = 40
SUBJECT_CHARS: Final = 64
BASE_CHARS: Final = 80


class WorkingCopy(models.Model):
    """What one page of one member holds and nobody has saved. Its writer alone is shown it.

    `key` is that of the page: two windows never write the same copy. `subject` is what is written
    about, for example `article:7`, and `base` the version that the page began from. `turn` grows
    with each sending, so that a late one changes nothing. Once the text was saved the copy has no
    fields, and `is_saved` stays for a while: what such a page sends late is not unsaved.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.CharField(max_length=KEY_CHARS)
    subject = models.CharField(max_length=SUBJECT_CHARS)
    base = models.CharField(max_length=BASE_CHARS, blank=True)
    fields = models.JSONField(default=dict)
    chars = models.PositiveIntegerField(default=0)
    turn = models.BigIntegerField(default=0)
    is_saved = models.BooleanField(default=False)
    changed = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "key"], name="autosave_page"),
        ]
        indexes = [
            models.Index(fields=["subject"], name="autosave_subject"),
            models.Index(fields=["changed"], name="autosave_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.changed:%Y-%m-%d %H:%M})"

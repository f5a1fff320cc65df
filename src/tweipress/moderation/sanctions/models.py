"""A memo: what a moderator notes about a member, for moderators alone."""

from typing import Final

from django.db import models

from tweipress.bank import clock

MEMO_MAX: Final = 1000
"""A page: whoever has more to say opens a case."""


class Memo(models.Model):
    """What a moderator notes about a member, by number.

    With `names_nobody` it is in the member's take-out: whoever wrote it says that it is about
    nobody else. The text of a moderator who has left may be empty.
    """

    member = models.BigIntegerField(db_index=True)
    by = models.BigIntegerField(db_index=True)
    at = models.DateTimeField(default=clock.now)
    text = models.CharField(max_length=MEMO_MAX, blank=True)
    names_nobody = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"memo {self.pk} about {self.member}"

"""A flag's evidence and its member's texts, of which the books have digests; and past searches."""

from typing import Final

from django.conf import settings
from django.db import models

TEXT_MAX: Final = 2000
REASON_MAX: Final = 500


class Case(models.Model):
    """A flag's evidence, saved before its act; its number is the flag's in the books.

    `source` names what was judged, so that it is flagged once. `posting_seq` is empty until the
    books know the flag. The evidence of a closed case is deleted when its member asks for that.
    `hold_appeal_text` is the member's appeal against a hold that came after the first appeal.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=24)
    rule = models.CharField(max_length=24)
    version = models.IntegerField()
    shadow = models.BooleanField()
    raised_by = models.BigIntegerField()
    source = models.CharField(max_length=80)
    evidence = models.JSONField()
    appeal_text = models.TextField(blank=True, max_length=TEXT_MAX)
    hold_appeal_text = models.TextField(blank=True, max_length=TEXT_MAX)
    posting_seq = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("member", "reason", "source", name="one_case_a_finding")
        ]

    def __str__(self) -> str:
        return f"case {self.pk}: {self.reason}"

    @property
    def act_key(self) -> str:
        """Return the natural key of the case's flag."""
        return f"flag:{self.pk}"


class Search(models.Model):
    """One search of the readings, on the books' day `day` (ISO date); each day has one at most."""

    day = models.CharField(max_length=10, unique=True)
    windows = models.IntegerField()
    in_force = models.IntegerField()
    in_shadow = models.IntegerField()

    def __str__(self) -> str:
        return f"search of {self.day}"

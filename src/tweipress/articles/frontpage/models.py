"""Models of arranged fronts: what is shown, what is being prepared, and who showed what when."""

from django.conf import settings
from django.db import models

from tweipress.articles.text.content import SECTION_CHARS
from tweipress.bank import clock


class Front(models.Model):
    """The front of the site, whose `section` is empty, or of a section by a name it has or had.

    `shown` is what readers see, and `draft` what is being prepared; both are plans (plan.py).
    `version` counts every change of either, so that two editors do not overwrite each other.
    """

    section = models.CharField(max_length=SECTION_CHARS, unique=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    shown = models.JSONField(default=dict)
    draft = models.JSONField(null=True)

    def __str__(self) -> str:
        return self.section or "/"


class Arrangement(models.Model):
    """A plan as it was shown: by whom, and from when on."""

    front = models.ForeignKey(Front, models.CASCADE, related_name="arrangements")
    plan = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="arrangements")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.front} ({self.at:%Y-%m-%d %H:%M})"

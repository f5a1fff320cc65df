"""What the tables of facts have in common: each mirrors a kind of fact of the core."""

from django.db import models


class Mirror(models.Model):
    """A fact as core has it, known by its key."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)

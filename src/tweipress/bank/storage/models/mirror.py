"""The base of the tables of records: each mirrors a kind of record of the core."""

from django.db import models


class Mirror(models.Model):
    """A record of the core, stored under its key."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)

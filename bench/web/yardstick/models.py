"""The yardstick's one table."""

from django.db import models


class Note(models.Model):
    """A line of the page."""

    shelf = models.IntegerField(db_index=True)
    title = models.CharField(max_length=100)
    text = models.TextField()
    written = models.DateTimeField()
    objects: "models.Manager[Note]" = models.Manager()

    class Meta:
        """Where it belongs."""

        app_label = "yardstick"

    def __str__(self) -> str:
        """Return the title."""
        return self.title

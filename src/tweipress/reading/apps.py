"""Register the reading app with Django."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """Proof of reading, and ratings."""

    name = "tweipress.reading"

"""The app's name to Django."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """Proof of reading over HTTP, and the panel it pays in."""

    name = "tweipress.reading"

"""The app's name to Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """The import of old articles; it has no tables."""

    name = "tweipress.imports"

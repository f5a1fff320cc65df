"""The app's name to Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports on articles; it has no tables."""

    name = "tweipress.reports"

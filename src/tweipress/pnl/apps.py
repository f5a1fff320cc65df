"""The app's name to Django."""

from django.apps import AppConfig


class PnlConfig(AppConfig):
    """Reports on articles; it has no tables."""

    name = "tweipress.pnl"

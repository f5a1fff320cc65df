"""The app as Django knows it."""

from django.apps import AppConfig


class AutosaveConfig(AppConfig):
    """Working copies, kept for a limited time."""

    name = "tweipress.autosave"

"""The app's name to Django."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Flags, appeals, decisions, and the search for what is to be flagged."""

    name = "tweipress.moderation"

"""The moderation app as Django knows it."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Flags, their evidence, appeals, and decisions."""

    name = "tweipress.moderation"

"""The app of sanctions."""

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    """What moderators decide about members, and note about them for each other."""

    name = "tweipress.moderation.sanctions"

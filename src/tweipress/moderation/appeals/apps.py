"""The app of appeals."""

from django.apps import AppConfig


class AppealsConfig(AppConfig):
    """Appeals against decisions of moderators, and their answers."""

    name = "tweipress.moderation.appeals"

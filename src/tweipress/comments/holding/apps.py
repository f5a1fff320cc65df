"""The app of comments that wait for a moderator."""

from django.apps import AppConfig


class HoldingConfig(AppConfig):
    """Comments that wait for a moderator."""

    name = "tweipress.comments.holding"

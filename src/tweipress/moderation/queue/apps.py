"""The app of the moderators' queue."""

from django.apps import AppConfig


class QueueConfig(AppConfig):
    """Who is looking at what, and what was decided why."""

    name = "tweipress.moderation.queue"

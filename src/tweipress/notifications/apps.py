"""The app as Django knows it."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """What members are told of."""

    name = "tweipress.notifications"

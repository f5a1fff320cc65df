"""The app of notices of illegal content."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices of illegal content, as the Digital Services Act asks for them."""

    name = "tweipress.moderation.notices"

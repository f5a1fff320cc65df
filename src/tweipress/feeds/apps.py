"""The app of feeds and sitemaps."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """Feeds and sitemaps."""

    name = "tweipress.feeds"

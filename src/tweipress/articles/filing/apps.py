"""The app of addresses, tags and translations."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """Where an article is filed."""

    name = "tweipress.articles.filing"

"""The app of articles."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Articles, drafts, publishing and import."""

    name = "tweipress.articles"

"""The app of articles."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Articles, drafts and publishing."""

    name = "tweipress.articles"

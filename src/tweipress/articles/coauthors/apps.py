"""The app of co-authors."""

from django.apps import AppConfig


class CoauthorsConfig(AppConfig):
    """Who shares an article with its author."""

    name = "tweipress.articles.coauthors"

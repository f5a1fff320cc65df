"""The app of the search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index of published articles."""

    name = "tweipress.articles.search"
    label = "search"

"""The app of changes of published articles."""

from django.apps import AppConfig


class StagingConfig(AppConfig):
    """Changed texts and correction notices."""

    name = "tweipress.articles.staging"

"""The app of the desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """What the newsroom plans, and who works on it."""

    name = "tweipress.articles.desk"

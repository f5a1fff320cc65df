"""The app of the checklist before publishing."""

from django.apps import AppConfig


class ChecklistConfig(AppConfig):
    """What an article needs here before it is published."""

    name = "tweipress.articles.checklist"

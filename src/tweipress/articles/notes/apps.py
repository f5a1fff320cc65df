"""The app of notes on passages."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """What those who work on an article write to each other about a passage of it."""

    name = "tweipress.articles.notes"

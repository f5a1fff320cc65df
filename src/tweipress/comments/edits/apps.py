"""The app of changes of comments."""

from django.apps import AppConfig


class EditsConfig(AppConfig):
    """Changes of comments."""

    name = "tweipress.comments.edits"

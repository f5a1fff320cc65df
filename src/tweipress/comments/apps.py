"""The app's name to Django."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Comments on articles."""

    name = "tweipress.comments"
    default_auto_field = "django.db.models.BigAutoField"

"""The app's name to Django."""

from django.apps import AppConfig


class HttpConfig(AppConfig):
    """Answers to forms, shared by the apps; it has templates and no tables."""

    name = "tweipress.http"

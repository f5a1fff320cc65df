"""The app as Django knows it."""

from django.apps import AppConfig


class HttpConfig(AppConfig):
    """Answers to forms, shared by the apps; it has templates and no tables."""

    name = "tweipress.http"

"""The app as Django knows it."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Newsletters."""

    name = "tweipress.letters"

"""The app as Django knows it."""

from django.apps import AppConfig


class BrowsersConfig(AppConfig):
    """The sessions of browsers."""

    name = "tweipress.http.browsers"

"""The app of the demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo's command; no table, no page."""

    name = "tweipress.demo"

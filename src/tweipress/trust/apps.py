"""The app's name to Django."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    """The nightly trust; it has no tables."""

    name = "tweipress.trust"

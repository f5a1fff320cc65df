"""The Django app of the nightly trust."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    """The nightly trust. It has no tables."""

    name = "tweipress.trust"

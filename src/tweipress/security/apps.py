"""The app as Django knows it."""

from django.apps import AppConfig


class SecurityConfig(AppConfig):
    """The security log, kept for a limited time."""

    name = "tweipress.security"

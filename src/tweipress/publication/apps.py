"""The app as Django knows it."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """What is the operator's own about a site, changed in the browser."""

    name = "tweipress.publication"

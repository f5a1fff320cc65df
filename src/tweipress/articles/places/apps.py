"""The app of places in articles."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Where members stopped reading."""

    name = "tweipress.articles.places"

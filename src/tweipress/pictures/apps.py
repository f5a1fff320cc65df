"""The library of pictures as Django knows it."""

from django.apps import AppConfig


class PicturesConfig(AppConfig):
    """Pictures, their files, and where they are used."""

    name = "tweipress.pictures"

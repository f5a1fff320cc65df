"""The app of arranged fronts."""

from django.apps import AppConfig


class FrontpageConfig(AppConfig):
    """What leads a front, what stands on it, and what breaks."""

    name = "tweipress.articles.frontpage"

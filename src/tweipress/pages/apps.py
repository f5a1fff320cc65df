"""The pages app as Django knows it."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages compose what the other apps' queries answer; they own no table and hold no rule."""

    name = "tweipress.pages"
    label = "pages"

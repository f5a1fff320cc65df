"""The app of following and of reading lists."""

from django.apps import AppConfig


class FollowingConfig(AppConfig):
    """Whom members follow, and what they want to read."""

    name = "tweipress.articles.following"

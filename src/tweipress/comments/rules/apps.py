"""The app of the rules for comments."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    """When comments wait for a moderator, when they are closed, and what is said above the box."""

    name = "tweipress.comments.rules"

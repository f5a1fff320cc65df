"""The app of members."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Members, profiles, sign-in, operator's commands."""

    name = "tweipress.people"

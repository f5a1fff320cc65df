"""The people app as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Members, profiles, sign-in, and the operator's commands about them."""

    name = "tweipress.people"

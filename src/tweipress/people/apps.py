"""The people app as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Members, profiles, sign-in, and the operator's commands about them."""

    name = "tweipress.people"

    def ready(self) -> None:
        """Tell the security log what happens at the entrance."""
        from tweipress.people.recording import listen  # noqa: PLC0415  # models are loaded now

        listen()

"""The people app as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Members, profiles, sign-in, and the operator's commands about them."""

    name = "tweipress.people"

    def ready(self) -> None:
        """Tell the security log of the entrance, and end what a new second factor ends."""
        from tweipress.people import recording  # noqa: PLC0415  # models are loaded now
        from tweipress.people.actions import sessions  # noqa: PLC0415  # as said above

        recording.listen()
        sessions.listen()

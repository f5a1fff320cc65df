"""A browser's session, as Django keeps it, with the member whose it is beside it."""

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """`member` is who is signed in, or who waits for a second step; empty for a visitor.

    It repeats what the session's signed text says, so that a member's sessions are found without
    reading everybody's.
    """

    member = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["member"],
                condition=models.Q(member__isnull=False),
                name="browsers_of_member",
            )
        ]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Return the store that reads and writes these rows."""
        from tweipress.http.fast.sessions import SessionStore  # noqa: PLC0415  # it imports this

        return SessionStore

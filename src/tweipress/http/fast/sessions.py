"""Sessions of browsers: Django's own, in the site's database, found by a statement made once.

Saves making that statement with each request. Keeps no session: each is read anew.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone
from django.utils.http import base36_to_int

from tweipress.http.browsers.models import Session
from tweipress.http.fast.statements import Statement

KEPT: Final = Statement(lambda key: Session.objects.filter(session_key=key))
WAITING: Final = "account_login"
"""Where allauth keeps a sign-in that has passed the password and waits for the next step."""


class SessionStore(db.SessionStore):
    """Django's store; how it reads one session is ours, and that a row says whose it is."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row of a session that holds this data."""
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        row.member = member_of(data)
        return row

    def _get_session_from_db(self) -> Session | None:
        kept: Session | None = KEPT.first(self.session_key or "")
        if kept is None or kept.expire_date <= timezone.now():
            self._session_key = None
            return None
        return kept


def member_of(data: Mapping[str, Any]) -> int | None:
    """Return whose session this is: who is signed in, or who waits for a second step."""
    if SESSION_KEY in data:
        return int(data[SESSION_KEY])
    waiting = data.get(WAITING)
    told = waiting.get("user_pk") if isinstance(waiting, dict) else None
    return base36_to_int(told) if told else None

"""Sessions of browsers: Django's own, in the site's database, found by a statement made once.

Saves making that statement with each request. Keeps no session: each is read anew.
"""

from typing import Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from tweipress.http.fast.statements import Statement

KEPT: Final = Statement(lambda key: Session.objects.filter(session_key=key))


class SessionStore(db.SessionStore):
    """Django's store; only how it reads one session is ours."""

    def _get_session_from_db(self) -> Session | None:
        kept = KEPT.first(self.session_key or "")
        if kept is None or kept.expire_date <= timezone.now():
            self._session_key = None
            return None
        return kept

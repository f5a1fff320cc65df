"""Who is signed in, for the short way: saves Django's objects around a session and its member.

Keeps what a session's text says and the digest of a password, by that very text: nothing has to
drop them. The rows of the session and of its member are read anew for every request, so that who
signs out, changes a password or is shut out is so at once.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from tweipress.http.fast.sessions import KEPT, SessionStore
from tweipress.people.adapter import ONE
from tweipress.people.models import Member

TEXTS_KEPT: Final = 4096
"""Sessions whose text is kept as it was read, some 2 MiB."""


class _Said(NamedTuple):
    """What a session says of who is signed in."""

    member: int
    backend: str
    digest: str


def member_of(session_key: str) -> Member | None:
    """Return who is signed in in a session, exactly as Django would find; None in any doubt."""
    kept = KEPT.first(session_key)
    if kept is None or kept.expire_date <= timezone.now():
        return None
    said = _said(kept.session_data, settings.SECRET_KEY)
    if said is None or said.backend not in settings.AUTHENTICATION_BACKENDS:
        return None
    member = ONE.first(said.member)
    if member is None or not member.is_active:
        return None
    digest = _digest(member.password, settings.SECRET_KEY)
    return member if constant_time_compare(said.digest, digest) else None


@lru_cache(maxsize=TEXTS_KEPT)
def _said(text: str, _secret: str) -> _Said | None:
    """Return what a signed text says; None unless it names a member."""
    fields = SessionStore().decode(text)
    try:
        said = _Said(
            int(fields[SESSION_KEY]), fields[BACKEND_SESSION_KEY], fields[HASH_SESSION_KEY]
        )
    except (KeyError, TypeError, ValueError):
        return None
    return said if said.digest else None


@lru_cache(maxsize=TEXTS_KEPT)
def _digest(password: str, _secret: str) -> str:
    """Return what a session of whoever has this hashed password must say."""
    return Member(password=password).get_session_auth_hash()

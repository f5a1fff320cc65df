"""Reads about a member's sessions.

A page never shows a session's key, which lets in whoever has it: sessions are called by a mark
that is computed from the key.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare, salted_hmac

from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.core.units import moment
from tweipress.http.browsers.models import Session
from tweipress.people.models import Member

BEGAN: Final = "signed_in_ms"
BROWSER: Final = "browser"
"""Under which names a session says when it began, and in which browser."""
SALT: Final = "tweipress session mark 1"
MARK_CHARS: Final = 22
MOST: Final = 100
"""A list of more is of no use to anybody; signing out everywhere ends them all."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session in a member's list; `began` is None if it does not say."""

    mark: str
    browser: str
    began: datetime | None
    until: datetime
    is_this: bool


def sessions_of(member: Member, this_key: str | None = None) -> list[SignedIn]:
    """Return where a member is signed in: this session first, then the newest."""
    valid = [
        SignedIn(
            mark_of(row.session_key),
            data.get(BROWSER, ""),
            moment(data[BEGAN]) if BEGAN in data else None,
            row.expire_date,
            row.session_key == this_key,
        )
        for row, data in _valid(member)
    ]
    return sorted(valid, key=lambda each: not each.is_this)


def listed(member: Member) -> list[dict[str, object]]:
    """Return where a member is signed in, as they take it along."""
    return [
        {
            "browser": each.browser,
            "since": each.began.isoformat() if each.began else None,
            "until": each.until.isoformat(),
        }
        for each in sessions_of(member)
    ]


def key_of(member: MemberId, mark: str) -> str | None:
    """Return the key of the member's session with a mark; None if none has it."""
    rows = Session.objects.filter(member=member, expire_date__gt=clock.now())
    keys = rows.order_by("-expire_date", "pk").values_list("pk", flat=True)[:MOST]
    return next((key for key in keys if constant_time_compare(mark_of(key), mark)), None)


def mark_of(key: str) -> str:
    """Return what pages call a session."""
    return salted_hmac(SALT, key, algorithm="sha256").hexdigest()[:MARK_CHARS]


def _valid(member: Member) -> Iterator[tuple[Session, dict[str, Any]]]:
    """Yield the sessions that let the member in: a new password has made older ones useless."""
    rows = Session.objects.filter(member=member.pk, expire_date__gt=clock.now())
    stamp = member.get_session_auth_hash()
    for row in rows.order_by("-expire_date", "pk")[:MOST]:
        data = row.get_decoded()
        is_in = data.get(SESSION_KEY) == str(member.pk)
        if is_in and constant_time_compare(data.get(HASH_SESSION_KEY, ""), stamp):
            yield row, data

"""Writes about sessions: ending all of a member's, or all but the one in use.

A new second factor ends the others: whoever had the password alone is not to stay.
"""

from typing import Any, Final

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth import SESSION_KEY, update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db.models import F
from django.http import HttpRequest

from tweipress.bank import clock
from tweipress.people.models import Member
from tweipress.security.actions import Event, record

PORTION: Final = 500
"""Sessions read at a time: a large site has a hundred thousand of them."""
WAITING: Final = "account_login"
"""Where allauth keeps a sign-in that has passed the password and waits for the next step."""


def end_sessions(member: Member) -> int:
    """End every session of a member; return how many that were.

    A new password ends them too, whenever they are used next. Rows are looked through because a
    session says within it whose it is.
    """
    alive = Session.objects.filter(expire_date__gt=clock.now())
    mine = [row.pk for row in alive.iterator(PORTION) if _is_of(member, row)]
    for start in range(0, len(mine), PORTION):
        Session.objects.filter(pk__in=mine[start : start + PORTION]).delete()
    if mine:
        record(Event.SESSIONS_ENDED, member=member.pk, detail={"sessions": len(mine)})
    return len(mine)


def end_other_sessions(request: HttpRequest, member: Member) -> None:
    """End every session of a member but this request's, without looking through all of them."""
    Member.objects.filter(pk=member.pk).update(sign_ins_ended=F("sign_ins_ended") + 1)
    member.refresh_from_db(fields=["sign_ins_ended"])
    update_session_auth_hash(request, member)
    record(Event.SESSIONS_ENDED, member=member.pk, detail={"but": "this one"})


def listen() -> None:
    """Listen to allauth from now on, once in this process."""
    authenticator_added.connect(_added, dispatch_uid="end other sessions")


def _added(
    sender: Any, request: HttpRequest, user: Member, authenticator: Any, **_details: Any
) -> None:
    if authenticator.type in {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}:
        end_other_sessions(request, user)


def _is_of(member: Member, row: Session) -> bool:
    data = row.get_decoded()
    if data.get(SESSION_KEY) == str(member.pk):
        return True
    waiting = data.get(WAITING)
    return isinstance(waiting, dict) and waiting.get("user_pk") == user_pk_to_url_str(member)

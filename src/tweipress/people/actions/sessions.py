"""Writes about sessions: what one remembers of its sign-in, and ending one, some or all.

A new second factor ends the others: whoever had the password alone is not to stay.
"""

from typing import Any, Final

from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.http.browsers.models import Session
from tweipress.people.models import Member
from tweipress.people.signed_in import queries
from tweipress.people.signed_in.queries import BEGAN, BROWSER
from tweipress.people.signed_in.software import told_by
from tweipress.security.actions import Event, record

BUT_THIS: Final = {"but": "this one"}


def end_sessions(member: Member) -> int:
    """End every session of a member, also one that waits for a second step; return how many.

    A new password ends them too, whenever they are used next.
    """
    alive = Session.objects.filter(member=member.pk, expire_date__gt=clock.now()).count()
    Session.objects.filter(member=member.pk).delete()
    if alive:
        record(Event.SESSIONS_ENDED, member=member.pk, detail={"sessions": alive})
    return alive


def end_other_sessions(request: HttpRequest, member: Member) -> None:
    """End every session of a member but this request's.

    The count makes those invalid, also one that a request under way stores once more.
    """
    Member.objects.filter(pk=member.pk).update(sign_ins_ended=F("sign_ins_ended") + 1)
    member.refresh_from_db(fields=["sign_ins_ended"])
    update_session_auth_hash(request, member)
    Session.objects.filter(member=member.pk).exclude(pk=request.session.session_key).delete()
    record(Event.SESSIONS_ENDED, member=member.pk, detail=BUT_THIS)


def end_session(member: MemberId, mark: str) -> bool:
    """End the session of a member that the list calls by this mark; tell whether there was one."""
    key = queries.key_of(member, mark)
    if key is None:
        return False
    Session.objects.filter(pk=key).delete()
    record(Event.SESSIONS_ENDED, member=member, detail={"sessions": 1})
    return True


def listen() -> None:
    """Listen to allauth from now on, once in this process."""
    authenticator_added.connect(_added, dispatch_uid="end other sessions")
    user_logged_in.connect(_signed_in, dispatch_uid="remember the sign-in")


def _added(
    sender: Any, request: HttpRequest, user: Member, authenticator: Any, **_details: Any
) -> None:
    if authenticator.type in {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}:
        end_other_sessions(request, user)


def _signed_in(sender: Any, request: HttpRequest, **_details: Any) -> None:
    """Have the session say when it began and in which browser, for the member's list."""
    request.session[BEGAN] = clock.now_ms()
    request.session[BROWSER] = told_by(request.headers.get("User-Agent", ""))

"""What allauth does at the entrance, told to the security log.

These are allauth's own signals: its adapter has no hook for most of them.
"""

from typing import Any, Final

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import Signal

from tweipress.people.models import Member
from tweipress.security.actions import Event, record

ABOUT_THE_USER: Final[dict[Signal, Event]] = {
    account.user_signed_up: Event.SIGNED_UP,
    account.user_logged_in: Event.SIGN_IN,
    user_logged_out: Event.SIGN_OUT,
    account.password_changed: Event.PASSWORD_CHANGED,
    account.password_set: Event.PASSWORD_CHANGED,
    account.password_reset: Event.PASSWORD_RESET,
    account.email_added: Event.EMAIL_ADDED,
    account.email_removed: Event.EMAIL_REMOVED,
    account.email_changed: Event.EMAIL_CHANGED,
    mfa.authenticator_added: Event.MFA_ADDED,
    mfa.authenticator_removed: Event.MFA_REMOVED,
    mfa.authenticator_reset: Event.CODES_RENEWED,
    mfa.authentication_failed: Event.MFA_FAILED,
}
"""Signals that name the member as `user`, and the event that each of them is."""


def listen() -> None:
    """Listen to allauth from now on, once in this process."""
    for signal, event in ABOUT_THE_USER.items():
        signal.connect(_receiver(event), weak=False, dispatch_uid=f"security {event} {id(signal)}")
    account.email_confirmed.connect(_confirmed, dispatch_uid="security email_confirmed")
    account.authentication_step_completed.connect(_step, dispatch_uid="security step")
    user_login_failed.connect(_failed, dispatch_uid="security sign_in_failed")


def _receiver(event: Event) -> Any:
    def receive(sender: Any, user: Member | None = None, **details: Any) -> None:
        if user is not None:  # a visitor signs out as nobody
            record(event, member=user.pk, detail=_factor(details.get("authenticator")))

    return receive


def _factor(authenticator: Any) -> dict[str, str]:
    """Return which kind of second factor it is; never what is secret about it."""
    return {"factor": str(authenticator.type)} if authenticator is not None else {}


def _confirmed(sender: Any, email_address: Any, **_details: Any) -> None:
    record(Event.EMAIL_CONFIRMED, member=email_address.user_id)


def _step(sender: Any, user: Member, *, reauthenticated: bool = False, **details: Any) -> None:
    """Note that a signed-in member has proven again who they are; a sign-in has its own event."""
    if reauthenticated:
        record(Event.REAUTHENTICATED, member=user.pk, detail={"method": str(details["method"])})


def _failed(sender: Any, credentials: dict[str, Any], **_details: Any) -> None:
    """Note whose address was tried, by number; an address that nobody has is not kept."""
    tried = str(credentials.get("email") or credentials.get("username") or "").lower()
    member = Member.objects.filter(email=tried).values_list("pk", flat=True).first()
    record(Event.SIGN_IN_FAILED, member=member)

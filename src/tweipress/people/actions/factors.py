"""Writes about second factors, by the person at the server."""

from allauth.mfa.models import Authenticator

from tweipress.core.ids import CONSOLE
from tweipress.people import notices
from tweipress.people.actions.sessions import end_sessions
from tweipress.people.models import Member
from tweipress.security.actions import Event, record


def reset(member: Member) -> int:
    """Remove a member's second factors and recovery codes, and end their sessions; tell them.

    Return how many there were.
    """
    gone: int = Authenticator.objects.filter(user=member).delete()[0]
    if gone:
        end_sessions(member)
        record(Event.MFA_REMOVED, member=member.pk, by=CONSOLE, detail={"factors": gone})
        notices.tell(member, notices.MFA_RESET)
    return gone

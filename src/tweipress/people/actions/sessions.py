"""Writes about sessions: ending all of a member's, those that wait for a second step included."""

from typing import Final

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from tweipress.bank import clock
from tweipress.people.models import Member

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
    return len(mine)


def _is_of(member: Member, row: Session) -> bool:
    data = row.get_decoded()
    if data.get(SESSION_KEY) == str(member.pk):
        return True
    waiting = data.get(WAITING)
    return isinstance(waiting, dict) and waiting.get("user_pk") == user_pk_to_url_str(member)

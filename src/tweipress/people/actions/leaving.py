"""Writes about leaving: the wish, the act, and what a closed account keeps of a person: nothing.

The wish is saved first, so that a crash in between leaves nobody half gone: `close_waiting` of
pages/actions/leaving.py goes on with it at the next start.
"""

from datetime import timedelta
from typing import Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction

from tweipress import bank
from tweipress.bank import Answer, clock
from tweipress.core.acts.members.leave import Leave
from tweipress.core.ids import MemberId
from tweipress.people.actions.sessions import end_sessions
from tweipress.people.forms import LeaveForm
from tweipress.people.models import InvitationCode, Member, Texts
from tweipress.people.naming import shape_of

__all__ = [
    "SHAPE_KEPT",
    "LeaveForm",
    "Member",
    "Texts",
    "forget_person",
    "free_old_shapes",
    "leave_books",
    "stay_after_all",
    "waiting",
    "wish_to_leave",
]

SHAPE_KEPT: Final = timedelta(days=365)
"""For a year nobody can take a name that looks like that of somebody who has left."""


def wish_to_leave(member: Member, texts: Texts) -> bool:
    """Save that a member leaves, and what becomes of the texts; False if another form was first."""
    waiting = Member.objects.filter(pk=member.pk, leaving="", is_active=True)
    return bool(waiting.update(leaving=texts))


def waiting() -> list[Member]:
    """Return the members whose closing was cut off."""
    return list(Member.objects.filter(is_active=True).exclude(leaving=""))


def stay_after_all(member: Member) -> None:
    """Forget the wish: the books have refused it."""
    Member.objects.filter(pk=member.pk, is_active=True).update(leaving="")


def leave_books(member: Member) -> Answer:
    """Have the books mark the member's number as left, once however often it is called."""
    return bank.do(Leave(MemberId(member.pk)), key=f"leave:{member.pk}")


def forget_person(member: Member) -> None:
    """Delete who the person is: address, name, picture, what they said of themselves, sign-in.

    What the name looked like stays for a year, so that nobody can pose as its former owner. The
    address is free at once.
    """
    picture = member.avatar
    with transaction.atomic():
        EmailAddress.objects.filter(user=member).delete()
        Authenticator.objects.filter(user=member).delete()
        InvitationCode.objects.filter(inviter=member, guest=None).update(is_withdrawn=True)
        Member.objects.filter(pk=member.pk).update(
            name=f"former-member-{member.pk}",
            email=f"{member.pk}@former.invalid",
            mailbox=None,
            bio="",
            language="",
            places_since=None,
            unread=0,
            avatar="",
            password=make_password(None),
            is_active=False,
            is_staff=False,
            is_superuser=False,
            last_login=None,
            closed_at=clock.now(),
        )
    if picture:
        picture.storage.delete(picture.name)
    end_sessions(member)


def free_old_shapes() -> int:
    """Forget what the names of members looked like who left long ago; return how many."""
    old = Member.objects.filter(closed_at__lt=clock.now() - SHAPE_KEPT)
    rows = [row for row in old.only("name", "shape") if row.shape != shape_of(row.name)]
    for row in rows:
        Member.objects.filter(pk=row.pk).update(shape=shape_of(row.name))
    return len(rows)

"""Writes of mutes and blocks. Doing it twice is once; nobody is told."""

from enum import StrEnum

from django.db import transaction

from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.people.models import Member
from tweipress.people.muting.models import Muting
from tweipress.people.muting.queries import MOST

__all__ = ["Wish", "forget", "settle"]


class Wish(StrEnum):
    """What a member wants of another one's comments."""

    MUTE = "mute"
    BLOCK = "block"
    NEITHER = "neither"


def settle(member: MemberId, other: MemberId, wish: Wish) -> Refused | None:
    """Mute or block another member, or neither; return why that cannot be."""
    if member == other:
        return refuse(Refusal.MALFORMED)
    with transaction.atomic():
        Member.objects.select_for_update(no_key=True).get(pk=member)  # one at a time are counted
        own = Muting.objects.filter(member=member)
        if wish is Wish.NEITHER:
            own.filter(other=other).delete()
            return None
        blocks = wish is Wish.BLOCK
        if own.filter(other=other).update(blocks=blocks):
            return None
        if own.count() >= MOST:
            return refuse(Refusal.MUTINGS_MANY, most=MOST)
        Muting.objects.create(member_id=member, other_id=other, blocks=blocks)
    return None


def forget(member: MemberId) -> None:
    """Delete whom a member who has left mutes and blocks, and that others did so with them."""
    Muting.objects.filter(member=member).delete()
    Muting.objects.filter(other=member).delete()

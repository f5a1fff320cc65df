"""Relationships of a member: invitations, vouches, and a ban."""

from dataclasses import dataclass

from tweipress.bank import clock
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.read_session import current_world
from tweipress.core.ids import NOBODY, MemberId
from tweipress.core.records.ban import Ban
from tweipress.core.records.invitation import Invitation
from tweipress.core.records.member import Member
from tweipress.core.records.vouch import Vouch
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules.vouching import answers_for, invites_used, vouches_used

LAST_NIGHT = "SELECT day FROM bank_night WHERE done ORDER BY day DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Relationships:
    """A member's invitations and vouches, in both directions; `ban` is None unless it holds.

    `vouches` are those that take a place, `vouchers` the members whose vouch for this one stands.
    `graded` is the last day whose night has been computed, empty before the first.
    """

    member: MemberId
    joined_ms: int
    inviter: MemberId
    invited: tuple[Invitation, ...]
    invites_left: int
    vouches: tuple[Vouch, ...]
    vouchers: tuple[int, ...]
    vouches_left: int
    ban: Ban | None
    graded: str


def relationships(member: MemberId) -> Relationships | None:
    """Return a member's relationships, None for a member whom the books do not know."""
    world = current_world()
    row = world.get(Member, member)
    if row is None:
        return None
    tariff, now_ms = tariff_in_force(world), clock.now_ms()
    invitation = world.get(Invitation, member)
    places_left = tariff.vouches_max - vouches_used(world, member, tariff, now_ms)
    invites_left = tariff.invites_per_window - invites_used(world, member, tariff, now_ms)
    vouches = (one for one in world.vouches_by(member) if answers_for(one, tariff, now_ms))
    night = Connection(is_own=False).rows(LAST_NIGHT)
    return Relationships(
        member=member,
        joined_ms=row.joined_ms,
        inviter=invitation.inviter if invitation else NOBODY,
        invited=tuple(world.invitations_by(member)),
        invites_left=max(0, invites_left),
        vouches=tuple(vouches),
        vouchers=tuple(one.member for one in world.vouches_for(member) if one.stands),
        vouches_left=max(0, places_left),
        ban=world.get(Ban, member) if row.banned else None,
        graded=str(night[0][0]) if night else "",
    )

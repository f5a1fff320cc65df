"""What invite, vouch and ban share: places taken, and the XP that a banned member costs."""

from tweipress.core.ids import MemberId
from tweipress.core.records.member import Member
from tweipress.core.records.vouch import Vouch
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S


def other_gate(member: Member, other: Member) -> Refused | None:
    """Refuse the member themselves, a banned member, and one who has left."""
    if member.member == other.member:
        return refuse(Refusal.NOT_YOURSELF)
    if other.has_left:
        return refuse(Refusal.MEMBER_LEFT)
    return refuse(Refusal.MEMBER_BANNED) if other.banned else None


def invites_used(world: World, member: MemberId, tariff: Tariff, now_ms: int) -> int:
    """Return how many members somebody brought in within the window, this moment included."""
    since_ms = now_ms - tariff.invite_window_s * MS_PER_S
    return sum(invitation.at_ms > since_ms for invitation in world.invitations_by(member))


def answers_for(vouch: Vouch, tariff: Tariff, now_ms: int) -> bool:
    """Tell whether a vouch takes a place: it stands, is lost, or was taken back lately."""
    return vouch.lost or not vouch.ended_ms or now_ms < vouch.ended_ms + _rest_ms(tariff)


def vouches_used(world: World, member: MemberId, tariff: Tariff, now_ms: int, but: int = 0) -> int:
    """Return how many of a voucher's places are taken, not counting the one of member `but`."""
    return sum(
        answers_for(vouch, tariff, now_ms)
        for vouch in world.vouches_by(member)
        if vouch.other != but
    )


def _rest_ms(tariff: Tariff) -> int:
    return tariff.vouch_rest_s * MS_PER_S


def without_xp(member: Member, xp: int) -> tuple[Member, int]:
    """Return the member with so much less XP, from trust first, and how much that was."""
    from_trust = min(xp, member.xp_trust)
    from_reading = min(xp - from_trust, member.xp_reading)
    poorer = member._replace(
        xp_trust=member.xp_trust - from_trust, xp_reading=member.xp_reading - from_reading
    )
    return poorer, from_trust + from_reading

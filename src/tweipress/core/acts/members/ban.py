"""Ban: a member may only read from now on; inviter and vouchers lose that, and XP.

Nothing is taken: the member keeps what they have, and what vests matures.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tweipress.core.ids import CONSOLE, MemberId
from tweipress.core.records.ban import Ban as BanRecord
from tweipress.core.records.invitation import Invitation
from tweipress.core.records.member import Member
from tweipress.core.records.record import Record
from tweipress.core.records.vouch import Vouch
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.gates import right_gate
from tweipress.core.rules.vouching import answers_for, without_xp
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff

Backing = Invitation | Vouch


@dataclass(frozen=True, slots=True)
class Ban(Act):
    """Ban `member` for a reason, or lift the ban; `by` 0 is the operator's console."""

    member: MemberId
    reason: str
    lifted: bool = False
    by: MemberId = CONSOLE


@rule("Ban")
def judge(act: Ban, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept from a moderator or an operator; a role has to be taken from the member first."""
    if refused := right_gate(world, act.by, Right.BAN):
        return refused
    member = world.get(Member, act.member)
    if member is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    if not act.reason.strip():
        return refuse(Refusal.REASON_MISSING)
    if member.has_left:
        return refuse(Refusal.MEMBER_LEFT)
    if act.lifted:
        return _lift(act, world, member, now_ms)
    if member.banned:
        return refuse(Refusal.ALREADY_BANNED)
    if member.roles:
        return refuse(Refusal.ROLE_HELD)
    return Outcome(
        records=(
            member._replace(banned=True, trust=0),
            BanRecord(act.member, act.by, act.reason, now_ms),
            *_lost(world, act.member, tariff, now_ms),
        )
    )


def _lift(act: Ban, world: World, member: Member, now_ms: int) -> Outcome | Refused:
    """Give back what the ban took: the right to act, and the vouches and XP of others."""
    ban = world.get(BanRecord, act.member)
    if ban is None or not member.banned:
        return refuse(Refusal.NOT_BANNED)
    return Outcome(
        records=(
            member._replace(banned=False),
            ban._replace(lifted_ms=now_ms),
            *_regained(world, act.member),
        )
    )


def _backings(world: World, member: MemberId) -> Iterator[tuple[int, Backing]]:
    """Yield everybody who ever invited or vouched for a member, and that record."""
    invitation = world.get(Invitation, member)
    if invitation is not None:
        yield invitation.inviter, invitation
    for vouch in world.vouches_for(member):
        yield vouch.member, vouch


def _lost(world: World, member: MemberId, tariff: Tariff, now_ms: int) -> tuple[Record, ...]:
    """Return the inviter and vouchers with less XP, and their invitation and vouches, lost."""
    losers: dict[int, Member] = {}
    backings: list[Record] = []
    for who, backing in _backings(world, member):
        loser = losers.get(who) or world.get(Member, who)
        if loser is None:
            continue
        price_xp = tariff.invite_lost_xp
        if isinstance(backing, Vouch):
            if not answers_for(backing, tariff, now_ms):
                continue
            price_xp = tariff.vouch_lost_xp
        losers[who], lost_xp = without_xp(loser, price_xp)
        backings.append(backing._replace(lost=True, lost_xp=lost_xp))
    return (*losers.values(), *backings)


def _regained(world: World, member: MemberId) -> tuple[Record, ...]:
    """Return the same members and records as they were before the ban."""
    winners: dict[int, Member] = {}
    backings: list[Record] = []
    for who, backing in _backings(world, member):
        winner = winners.get(who) or world.get(Member, who)
        if winner is None or not backing.lost:
            continue
        winners[who] = winner._replace(xp_trust=winner.xp_trust + backing.lost_xp)
        backings.append(backing._replace(lost=False, lost_xp=0))
    return (*winners.values(), *backings)

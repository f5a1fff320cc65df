"""Invite: a member brings in a newcomer, and answers for them; trust counts it (section 6)."""

from dataclasses import dataclass

from tweipress.core.ids import MemberId
from tweipress.core.records.invitation import Invitation
from tweipress.core.records.member import Member
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Gate
from tweipress.core.rules.gates import level_gate, quota_gate
from tweipress.core.rules.vouching import invites_used, other_gate
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S


@dataclass(frozen=True, slots=True)
class Invite(Act):
    """Record that `member` invited `other`; the site sends it when an invited person joins."""

    member: MemberId
    other: MemberId


@rule("Invitation")
def judge(act: Invite, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept for a member who has just joined and whom nobody else has invited."""
    inviter, other = world.get(Member, act.member), world.get(Member, act.other)
    if inviter is None or other is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    refused = other_gate(inviter, other)
    if refused := refused or level_gate(world, inviter, Gate.INVITE, tariff):
        return refused
    if world.get(Invitation, act.other) is not None:
        return refuse(Refusal.ALREADY_INVITED)
    is_new = now_ms - other.joined_ms <= tariff.invite_newcomer_s * MS_PER_S
    if world.books.gates and not is_new:
        return refuse(Refusal.NOT_NEW)
    quota, used = tariff.invites_per_window, invites_used(world, act.member, tariff, now_ms)
    span_s = tariff.invite_window_s
    if refused := quota_gate(world, used, quota, Refusal.INVITES_SPENT, span_s=span_s):
        return refused
    return Outcome(records=(Invitation(act.other, act.member, now_ms),))

"""Role: the operator grants a member a role, or takes it."""

from dataclasses import dataclass

from tweipress.core import roles
from tweipress.core.ids import CONSOLE, MemberId
from tweipress.core.records.member import Member
from tweipress.core.records.proposal import Power, Proposal
from tweipress.core.refusals import Refusal
from tweipress.core.rules.gates import right_gate
from tweipress.core.rules.seconding import PROTECTED, seconded
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Role(Act):
    """Grant `role` to a member, or take it; `by` 0 is the operator's console."""

    member: MemberId
    role: roles.Role
    granted: bool = True
    by: MemberId = CONSOLE


@rule("Role changed")
def judge(act: Role, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept any role; granting twice changes nothing.

    Nobody changes their own roles: the last operator is not lost, and no power is taken, by one
    person. The console can do both.
    """
    if refused := right_gate(world, act.by, roles.Right.ROLE):
        return refused
    member = world.get(Member, act.member)
    if member is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    if member.has_left:
        return refuse(Refusal.MEMBER_LEFT)
    if act.member == act.by:
        return refuse(Refusal.OWN_CASE)
    if act.granted and member.banned:
        return refuse(Refusal.MEMBER_BANNED)
    proposal: tuple[Proposal, ...] | Refused = ()
    if not act.granted and act.role in PROTECTED:
        proposal = seconded(world, member, act.by, Power.ROLE, tariff, now_ms)
    if isinstance(proposal, Refused):
        return proposal
    held = member.roles | {act.role} if act.granted else member.roles - {act.role}
    return Outcome(records=(member._replace(roles=held), *proposal))

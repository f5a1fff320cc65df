"""Propose: one person says what should be done to an operator or an editor; another one does it."""

from dataclasses import dataclass

from tweipress.core.ids import CONSOLE, MemberId
from tweipress.core.records.member import Member
from tweipress.core.records.proposal import Power, Proposal
from tweipress.core.refusals import Refusal
from tweipress.core.rules.gates import right_gate
from tweipress.core.rules.seconding import RIGHT_FOR, is_live, takes_two
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Propose(Act):
    """Propose to use a power on `member`, for a reason; it lapses by itself."""

    member: MemberId
    power: Power
    reason: str
    by: MemberId = CONSOLE


@rule("Proposed to another person", needs_open_day=False)
def judge(act: Propose, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept from who has the right, about somebody else, while no other proposal waits."""
    if refused := right_gate(world, act.by, RIGHT_FOR[act.power]):
        return refused
    member = world.get(Member, act.member)
    if member is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    if member.member == act.by:
        return refuse(Refusal.OWN_CASE)
    if not takes_two(member, act.by):
        return refuse(Refusal.ONE_PERSON_ENOUGH)
    if not act.reason.strip():
        return refuse(Refusal.REASON_MISSING)
    last = world.get(Proposal, (act.member, act.power))
    if last is not None and is_live(last, tariff, now_ms):
        return refuse(Refusal.ALREADY_PROPOSED)
    return Outcome(records=(Proposal(act.member, act.power, act.by, act.reason, now_ms),))

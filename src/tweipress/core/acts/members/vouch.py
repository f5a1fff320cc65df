"""Vouch: a member answers for another and raises their trust; a member has few vouches."""

from dataclasses import dataclass

from tweipress.core.ids import MemberId
from tweipress.core.records.member import Member
from tweipress.core.records.vouch import Vouch as VouchRecord
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Gate
from tweipress.core.rules.gates import level_gate, quota_gate
from tweipress.core.rules.vouching import other_gate, vouches_used
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Vouch(Act):
    """Vouch for `other`."""

    member: MemberId
    other: MemberId


@rule("Vouch")
def judge(act: Vouch, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept while a place is free; a vouch taken back may be given again in its own place."""
    voucher, other = world.get(Member, act.member), world.get(Member, act.other)
    if voucher is None or other is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    refused = other_gate(voucher, other)
    if refused := refused or level_gate(world, voucher, Gate.VOUCH, tariff):
        return refused
    before = world.get(VouchRecord, (act.member, act.other))
    if before is not None and before.stands:
        return refuse(Refusal.ALREADY_VOUCHED)
    used = vouches_used(world, act.member, tariff, now_ms, but=act.other)
    quota, rest_s = tariff.vouches_max, tariff.vouch_rest_s
    if refused := quota_gate(world, used, quota, Refusal.VOUCHES_SPENT, span_s=rest_s):
        return refused
    return Outcome(records=(VouchRecord(act.member, act.other, now_ms),))

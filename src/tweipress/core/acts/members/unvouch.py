"""Unvouch: a vouch is taken back; its place stays taken, and its risk stays, for a while."""

from dataclasses import dataclass

from tweipress.core.ids import MemberId
from tweipress.core.records.member import Member
from tweipress.core.records.vouch import Vouch
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Unvouch(Act):
    """Take the vouch for `other` back."""

    member: MemberId
    other: MemberId


@rule("Vouch taken back")
def judge(act: Unvouch, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept at any level, of a vouch that stands."""
    if world.get(Member, act.member) is None or world.get(Member, act.other) is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    vouch = world.get(Vouch, (act.member, act.other))
    if vouch is None or not vouch.stands:
        return refuse(Refusal.NOT_VOUCHED)
    return Outcome(records=(vouch._replace(ended_ms=now_ms),))

"""Unvouch: a vouch is taken back; its place, and answering for it, last a while longer."""

from dataclasses import dataclass

from tweipress.core.facts import Member
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.refusals import Refusal
from tweipress.core.tariff import Tariff
from tweipress.core.ties import Vouch
from tweipress.core.world import World


@dataclass(frozen=True, slots=True)
class Unvouch:
    """Take the vouch for `other` back."""

    member: int
    other: int


def judge(act: Unvouch, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept at any level, of a vouch that stands."""
    if world.get(Member, act.member) is None or world.get(Member, act.other) is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    vouch = world.get(Vouch, (act.member, act.other))
    if vouch is None or not vouch.stands:
        return refuse(Refusal.NOT_VOUCHED)
    return Outcome(facts=(vouch._replace(ended_ms=now_ms),))

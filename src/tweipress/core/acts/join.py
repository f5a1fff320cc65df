"""Join: a member enters the books, with nothing. Levels and trust are given in scenarios alone."""

from dataclasses import dataclass

from tweipress.core.facts import Member
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.refusals import Refusal
from tweipress.core.tariff import Tariff
from tweipress.core.trust import WHOLE
from tweipress.core.world import World


@dataclass(frozen=True, slots=True)
class Join:
    """Take up member number `member`, above 0; `level` 0 means that it is to be earned."""

    member: int
    level: int = 0
    trusted: bool = False
    trust: int = 0


def judge(act: Join, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept once a member."""
    if world.get(Member, act.member) is not None:
        return refuse(Refusal.ALREADY_JOINED)
    if act.member <= 0 or act.level < 0:
        return refuse(Refusal.MALFORMED)
    if not 0 <= act.trust <= WHOLE:
        return refuse(Refusal.TRUST_WRONG)
    if not world.books.scenario and (act.level or act.trusted or act.trust):
        return refuse(Refusal.FIXED_STANDING)
    member = Member(
        act.member, now_ms, level_fixed=act.level, trusted_fixed=act.trusted, trust=act.trust
    )
    return Outcome(facts=(member,))

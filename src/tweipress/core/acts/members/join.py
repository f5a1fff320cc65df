"""Join: a member enters the books, with nothing. Levels and trust are given in scenarios alone."""

from dataclasses import dataclass

from tweipress.core.ids import MemberId
from tweipress.core.records.member import Member
from tweipress.core.refusals import Refusal
from tweipress.core.rules.trust import WHOLE
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Join(Act):
    """Take up member number `member`, above 0; `level` 0 means that it is to be earned."""

    member: MemberId
    level: int = 0
    trusted: bool = False
    trust: int = 0


@rule("Joined", needs_open_day=False, also_when_banned=True)
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
    return Outcome(records=(member,))

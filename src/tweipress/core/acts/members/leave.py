"""Leave: a member closes their account for good; the books keep their number.

Nothing moves. What is in escrow comes back to the number as it would have, and nobody can reach
what the number has.
"""

from dataclasses import dataclass

from tweipress.core.ids import MemberId
from tweipress.core.records.member import Member
from tweipress.core.refusals import Refusal
from tweipress.core.roles import rights_of
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Leave(Act):
    """Close the account of `member`."""

    member: MemberId


@rule("Account closed", needs_open_day=False, also_when_banned=True)
def judge(act: Leave, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept once, without rights over others, a flag in force, or an article under review.

    Whoever has left can no more act, earn trust or be drawn than the banned can.
    """
    member = world.get(Member, act.member)
    if member is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    if member.has_left:
        return refuse(Refusal.LEFT)
    if rights_of(member.roles):
        return refuse(Refusal.ROLE_KEEPS)
    if member.is_held:
        return refuse(Refusal.FLAG_KEEPS)
    if any(review.is_live for review in world.reviews_by(act.member)):
        return refuse(Refusal.REVIEW_KEEPS)
    return Outcome(
        records=(member._replace(has_left=True, banned=True, trust=0, roles=frozenset()),)
    )

"""Hold: a moderator sets aside all that vests of a flagged member, and says why.

From then on it can be appealed against; the calendar claws back what nobody has given back.
"""

from dataclasses import dataclass

from tweipress.core.ids import CONSOLE, FlagId, MemberId
from tweipress.core.records.case import Hold as HoldRecord
from tweipress.core.records.member import Member
from tweipress.core.records.proposal import Power
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.holding import case, signed, take
from tweipress.core.rules.seconding import seconded
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Hold(Act):
    """Hold what vests under flag number `flag`; `by` 0 is the operator's console."""

    flag: FlagId
    reason: str
    by: MemberId = CONSOLE


@rule("Held under a flag")
def judge(act: Hold, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept once a flag that is in force, when something vests; `available` is never touched."""
    flag = case(world, act.flag, act.by, Right.HOLD)
    if isinstance(flag, Refused):
        return flag
    if flag.shadow:
        return refuse(Refusal.FLAG_WITHOUT_EFFECT)
    if not act.reason.strip():
        return refuse(Refusal.REASON_MISSING)
    if world.get(HoldRecord, act.flag) is not None:
        return refuse(Refusal.ALREADY_HELD)
    member = world.get(Member, flag.member)
    if member is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    transaction = Transaction(world)
    buckets = take(transaction, flag.member)
    if not buckets:
        return refuse(Refusal.NOTHING_VESTS)
    proposal = seconded(world, member, act.by, Power.HOLD, tariff, now_ms)
    if isinstance(proposal, Refused):
        return proposal
    amount_twei = sum(bucket.amount_twei for bucket in buckets)
    hold = HoldRecord(act.flag, flag.member, act.by, now_ms, act.reason, amount_twei, buckets)
    return transaction.outcome(hold, *proposal, inputs=signed(flag), answer={"held": amount_twei})

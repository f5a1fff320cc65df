"""Cases against a member: the guards that their acts share, and what is held and given back.

A hold takes all that vests, and remembers the day of each bucket, so that a release puts every Twei
back where it came from and it matures when it would have. A review's bond that is held goes back to
what is available, as bonds do.
"""

from typing import Final

from tweipress.core import chart
from tweipress.core.ids import CONSOLE, FlagId, MemberId
from tweipress.core.records.case import Flag, HeldBucket, Hold, HoldState
from tweipress.core.records.member import Member
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.gates import right_gate
from tweipress.core.state.outcome import Refused, Value, refuse
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World

BOND: Final = "bond"


def case(world: World, flag: FlagId, by: MemberId, right: Right) -> Flag | Refused:
    """Return a standing flag that `by` may decide on: by right, and not in their own case."""
    refused = right_gate(world, by, right)
    if refused is not None and refused.reason is not Refusal.FLAGGED:
        return refused
    raised = world.get(Flag, flag)
    if raised is not None and raised.member == by != CONSOLE:
        return refuse(Refusal.OWN_CASE)
    if refused is not None:
        return refused
    if raised is None:
        return refuse(Refusal.UNKNOWN_FLAG)
    return raised if raised.is_standing else refuse(Refusal.FLAG_CLOSED)


def live_hold(world: World, flag: FlagId) -> Hold | None:
    """Return what is held under a flag at this moment, None when nothing is."""
    hold = world.get(Hold, flag)
    return hold if hold is not None and hold.state == HoldState.LIVE else None


def signed(flag: Flag) -> dict[str, Value]:
    """Return what a decision was judged by: the rule that raised the flag, and why."""
    return {"rule": flag.rule, "version": flag.version, "flagged_for": flag.reason}


def without(world: World, flag: Flag) -> tuple[Member, ...]:
    """Return the member after the effect of a flag has ended; nothing if it had none."""
    member = world.get(Member, flag.member)
    if flag.shadow or member is None:
        return ()
    return (member._replace(flags=member.flags - 1),)


def take(transaction: Transaction, member: MemberId) -> tuple[HeldBucket, ...]:
    """Move all that vests to `held`; return how much that is, day by day."""
    taken = []
    for day in transaction.world.vesting_days(member):
        bucket = chart.vesting(member, day)
        amount_twei = transaction.balance(bucket)
        transaction.move(bucket, chart.held(member), amount_twei)
        if amount_twei:
            taken.append(HeldBucket(day, amount_twei))
    return tuple(taken)


def give_back(transaction: Transaction, hold: Hold) -> Hold:
    """Move what is held back into the buckets it came from; return the ended hold."""
    for day, amount_twei in hold.buckets:
        is_bond = day == BOND
        target = chart.available(hold.member) if is_bond else chart.vesting(hold.member, day)
        transaction.move(chart.held(hold.member), target, amount_twei)
    return hold._replace(state=HoldState.RELEASED)

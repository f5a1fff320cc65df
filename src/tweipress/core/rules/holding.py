"""Cases against a member: the guards that their acts share, and what is held and given back.

A hold takes all that vests, and remembers the day of each bucket, so that a release puts every Twei
back where it came from and it matures when it would have. A review's bond that is held goes back to
what is available, as bonds do.
"""

from typing import Final

from tweipress.core import chart
from tweipress.core.ids import CONSOLE, FlagId, MemberId
from tweipress.core.records.case import LIVE, RELEASED, Flag, Hold
from tweipress.core.records.member import Member
from tweipress.core.refusals import Refusal
from tweipress.core.rules.gates import right_gate
from tweipress.core.state.outcome import Refused, Value, refuse
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World

OF: Final = "="
BOND: Final = "bond"


def case(world: World, flag: FlagId, by: MemberId, right: str) -> Flag | Refused:
    """Return a standing flag that `by` may decide on: by right, and not in a case of his own."""
    if refused := right_gate(world, by, right):
        return refused
    found = world.get(Flag, flag)
    if found is None:
        return refuse(Refusal.UNKNOWN_FLAG)
    if found.member == by != CONSOLE:
        return refuse(Refusal.OWN_CASE)
    return found if found.is_standing else refuse(Refusal.FLAG_CLOSED)


def live_hold(world: World, flag: FlagId) -> Hold | None:
    """Return what is held under a flag at this moment, None when nothing is."""
    hold = world.get(Hold, flag)
    return hold if hold is not None and hold.state == LIVE else None


def signed(flag: Flag) -> dict[str, Value]:
    """Return what a decision was judged by: the rule that raised the flag, and why."""
    return {"rule": flag.rule, "version": flag.version, "flagged_for": flag.reason}


def without(world: World, flag: Flag) -> tuple[Member, ...]:
    """Return the member after the effect of a flag has ended; nothing if it had none."""
    member = world.get(Member, flag.member)
    if flag.shadow or member is None:
        return ()
    return (member._replace(flags=member.flags - 1),)


def take(transaction: Transaction, member: MemberId) -> tuple[int, str]:
    """Move all that vests to `held`; return how much that is, and from which days."""
    taken = []
    for day in transaction.world.vesting_days(member):
        bucket = chart.vesting(member, day)
        amount_twei = transaction.balance(bucket)
        transaction.move(bucket, chart.held(member), amount_twei)
        if amount_twei:
            taken.append((day, amount_twei))
    return sum(twei for _, twei in taken), " ".join(f"{day}{OF}{twei}" for day, twei in taken)


def give_back(transaction: Transaction, hold: Hold) -> Hold:
    """Move what is held back into the buckets it came from; return the hold, over."""
    for taken in hold.buckets.split():
        day, _, twei = taken.partition(OF)
        purse = chart.vesting(hold.member, day)
        if day == BOND:
            purse = chart.available(hold.member)
        transaction.move(chart.held(hold.member), purse, int(twei))
    return hold._replace(state=RELEASED)

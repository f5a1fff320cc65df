"""Mature: earnings that are old enough at the last close become available.

A member under a hold waits until it is over.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from tweipress.core import chart
from tweipress.core.ids import MemberId
from tweipress.core.records.books import Books
from tweipress.core.records.member import Member
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Mature(Act):
    """Move the matured buckets of these members; asking again moves nothing more."""

    members: tuple[MemberId, ...]


@rule("Earlier earnings became available", needs_open_day=False)
def judge(act: Mature, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept at any time, for a limited number of members."""
    if len(act.members) > tariff.maturities_per_act:
        return refuse(Refusal.MALFORMED)
    until = matured_until(world.books, tariff)
    transaction = Transaction(world)
    world.preload_owners(act.members)
    world.preload(Member, act.members)
    for member in dict.fromkeys(act.members):
        owner = world.get(Member, member)
        for day in world.vesting_days(member):
            if can_mature(owner, day, until):
                bucket = chart.vesting(member, day)
                transaction.move(bucket, chart.available(member), transaction.balance(bucket))
    return transaction.outcome(inputs={"until": until})


def can_mature(member: Member | None, day: str, until: str) -> bool:
    """Tell whether a member's bucket of `day` has matured; not under a hold."""
    return day <= until and not (member is not None and member.is_held)


def matured_until(books: Books, tariff: Tariff) -> str:
    """Return the last day (ISO) whose buckets have matured, empty when none has.

    Bucket D matures at the close of day D + vesting_days.
    """
    if books.closes == 0:
        return ""
    last_closed = date.fromisoformat(books.day) - timedelta(days=int(books.is_open))
    if tariff.vesting_days >= last_closed.toordinal():
        return ""
    return (last_closed - timedelta(days=tariff.vesting_days)).isoformat()

"""Close day: emission left over and ageing lanes flow back to the pool; review bonds come home.

The close of a day with many articles begins with `return_lanes`, in portions. Vesting matures by
the act `mature`, in portions too.
"""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.draft import Draft
from tweipress.core.escrow import return_escrow
from tweipress.core.facts import Day
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.refusals import Refusal
from tweipress.core.tariff import Tariff
from tweipress.core.world import World


@dataclass(frozen=True, slots=True)
class CloseDay:
    """Close the open day."""


def judge(act: CloseDay, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept when a day is open."""
    books = world.books
    if not books.is_open:
        return refuse(Refusal.DAY_CLOSED)
    draft = Draft(world)
    for account in (chart.DAY_READ, chart.DAY_COMMENTS):
        draft.move(account, chart.POOL, draft.balance(account))
    return_escrow(draft, tariff)
    today = world.get(Day, books.day_number) or Day(books.day_number, books.day)
    closed = today._replace(pool_at_close_twei=draft.balance(chart.POOL))
    return draft.outcome(
        books._replace(is_open=False, returned_to=0), closed, answer={"day": books.day}
    )

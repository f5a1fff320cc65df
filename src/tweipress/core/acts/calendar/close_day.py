"""Close day: unused emission and ageing lanes go back to the pool, review bonds to their authors.

The close of a day with many articles begins with `return_lanes`, in portions. Vesting matures by
the act `mature`, in portions too.
"""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import NO_ARTICLE
from tweipress.core.records.books import Day
from tweipress.core.refusals import Refusal
from tweipress.core.rules.escrow import return_escrow
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class CloseDay(Act):
    """Close the open day."""


@rule("Returned at the close of a day", needs_open_day=False)
def judge(act: CloseDay, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept when a day is open."""
    books = world.books
    if not books.is_open:
        return refuse(Refusal.DAY_CLOSED)
    transaction = Transaction(world)
    for account in (chart.DAY_READ, chart.DAY_COMMENTS):
        transaction.move(account, chart.POOL, transaction.balance(account))
    return_escrow(transaction, tariff)
    today = world.get(Day, books.day_number) or Day(books.day_number, books.day)
    closed = today._replace(pool_at_close_twei=transaction.balance(chart.POOL))
    return transaction.outcome(
        books._replace(is_open=False, returned_to=NO_ARTICLE), closed, answer={"day": books.day}
    )

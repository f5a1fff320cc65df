"""Return lanes: the close of a day begins with a portion of the articles.

Books with many articles close in small acts, so that members can act in between: each returns what
the close would, from articles up to a number, and `close_day` returns the rest.
"""

from dataclasses import dataclass

from tweipress.core.ids import ArticleId
from tweipress.core.refusals import Refusal
from tweipress.core.rules.days import is_over
from tweipress.core.rules.escrow import return_escrow
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class ReturnLanes(Act):
    """Return what is due from articles up to number `up_to`; each article once a close."""

    up_to: ArticleId


@rule("Returned at the close of a day")
def judge(act: ReturnLanes, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Refuse before midnight (except in a scenario), and what was returned already."""
    books = world.books
    if not (books.scenario or is_over(books.day, now_ms)):
        return refuse(Refusal.DAY_LASTS)
    if act.up_to <= books.returned_to:
        return refuse(Refusal.ALREADY_RETURNED)
    transaction = Transaction(world)
    return_escrow(transaction, tariff, act.up_to)
    return transaction.outcome(books._replace(returned_to=act.up_to))

"""Found the books: the first act of every journal. Scenario books fix standings, lift gates."""

from dataclasses import dataclass

from tweipress.core.acts.calendar.set_tariff import read_figures
from tweipress.core.records.books import Books
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Found(Act):
    """Start the books with the tariff of `figures` (canonical JSON); real books keep the defaults.

    The figures stand in the act: a journal must be replayable when the tariff file has changed.
    """

    figures: str
    scenario: bool = False
    gates: bool = True


@rule("Books founded", needs_open_day=False)
def judge(act: Found, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept once."""
    if world.books.tariff_hash:
        return refuse(Refusal.ALREADY_FOUNDED)
    if not act.gates and not act.scenario:
        return refuse(Refusal.FIXED_STANDING)
    first = read_figures(act.figures)
    if isinstance(first, Refused):
        return first
    books = Books(
        scenario=act.scenario,
        gates=act.gates,
        tariff_hash=first.tariff_hash,
        tariff_next=first.tariff_hash,
    )
    return Outcome(records=(books, first))

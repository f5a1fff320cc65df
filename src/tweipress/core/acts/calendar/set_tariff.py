"""Set tariff: new figures are announced; they take effect at the next day's opening."""

from dataclasses import dataclass

from tweipress.core.ids import CONSOLE, MemberId
from tweipress.core.records.books import TariffText
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.gates import right_gate
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff, TariffError, from_canonical


@dataclass(frozen=True, slots=True)
class SetTariff(Act):
    """Announce the tariff that `figures` (canonical JSON) describes; `by` 0 is the console."""

    figures: str
    by: MemberId = CONSOLE


@rule("Tariff changed", needs_open_day=False)
def judge(act: SetTariff, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Refuse a tariff by the name of the condition it breaks."""
    if refused := right_gate(world, act.by, Right.SET_TARIFF):
        return refused
    new = read_figures(act.figures)
    if isinstance(new, Refused):
        return new
    return Outcome(records=(new, world.books._replace(tariff_next=new.tariff_hash)))


def read_figures(figures: str) -> TariffText | Refused:
    """Return the text of a tariff under its hash, or a refusal with the broken condition."""
    try:
        new = from_canonical(figures)
    except TariffError as error:
        return refuse(Refusal.TARIFF_WRONG, condition=error.condition)
    except (ValueError, AttributeError, TypeError, RecursionError):
        return refuse(Refusal.MALFORMED)
    return TariffText(new.hash, new.canonical())

"""The one way into the rules: judge any act by the world, the tariff in force and the time."""

from tweipress.core.acts.calendar.found import Found
from tweipress.core.money import MAX_TWEI
from tweipress.core.pnl import Amounts
from tweipress.core.records.books import TariffText
from tweipress.core.records.pnl import WHOLE_POST, Pnl
from tweipress.core.refusals import Refusal
from tweipress.core.rules.gates import ban_gate
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule_of
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff, default, from_canonical


def tariff_in_force(world: World) -> Tariff:
    """Return the tariff of the open or last day; the file's own before the books are founded."""
    text = world.get(TariffText, world.books.tariff_hash)
    return from_canonical(text.figures) if text else default()


def judge(act: Act, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Answer what the act changes, or why it is refused. Nothing is changed here."""
    rule, books = rule_of(act), world.books
    if not books.tariff_hash and type(act) is not Found:
        return refuse(Refusal.NOT_FOUNDED)
    if rule.needs_open_day and not books.is_open:
        return refuse(Refusal.DAY_CLOSED)
    if not rule.also_when_banned and (refused := ban_gate(world, rule.actor(act))):
        return refused
    answer = rule.judge(act, world, tariff, now_ms)
    if isinstance(answer, Outcome) and not _lines_fit(answer, world):
        return refuse(Refusal.AMOUNT_WRONG)
    return answer


def _lines_fit(outcome: Outcome, world: World) -> bool:
    """Tell whether the article's lines stay storable; no member's exceeds the whole post's.

    Balances cannot outgrow the deposits, but the same Twei can pass through a line many times.
    """
    if not outcome.lines:
        return True
    whole = world.get(Pnl, (outcome.article, WHOLE_POST))
    totals = list(whole.amounts if whole else Amounts())
    for entry in outcome.lines:
        totals[entry.line] += entry.amount_twei
    return max(totals) <= MAX_TWEI

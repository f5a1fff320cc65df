"""Release: a moderator gives back what is held, and says why; the flag remains."""

from dataclasses import dataclass

from tweipress.core.ids import CONSOLE, FlagId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.holding import case, give_back, live_hold, signed
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Release(Act):
    """Give back what is held under flag number `flag`; `by` 0 is the operator's console."""

    flag: FlagId
    reason: str
    by: MemberId = CONSOLE


@rule("Given back after a hold")
def judge(act: Release, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept while something is held: every Twei goes back to the day it was earned on."""
    flag = case(world, act.flag, act.by, Right.RELEASE)
    if isinstance(flag, Refused):
        return flag
    if not act.reason.strip():
        return refuse(Refusal.REASON_MISSING)
    hold = live_hold(world, act.flag)
    if hold is None:
        return refuse(Refusal.NOTHING_HELD)
    transaction = Transaction(world)
    released = give_back(transaction, hold)
    return transaction.outcome(released, inputs=signed(flag), answer={"released": hold.amount_twei})

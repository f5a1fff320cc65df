"""Decide: a moderator lifts or upholds a flag and says why; that answers an appeal as well.

Lifting gives back what is held under it, in the same commit. Upholding moves nothing.
"""

from dataclasses import dataclass

from tweipress.core.ids import CONSOLE, FlagId, MemberId
from tweipress.core.records.case import AppealState, FlagState
from tweipress.core.records.record import Record
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.holding import case, give_back, live_hold, signed, without
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Decide(Act):
    """Lift flag number `flag`, or uphold it; `by` 0 is the operator's console."""

    flag: FlagId
    lifts: bool
    reason: str
    by: MemberId = CONSOLE


@rule("Decision on a flag")
def judge(act: Decide, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept while the flag stands; what is upheld may still be lifted later."""
    flag = case(world, act.flag, act.by, Right.DECIDE)
    if isinstance(flag, Refused):
        return flag
    if not act.reason.strip():
        return refuse(Refusal.REASON_MISSING)
    decided = flag._replace(
        state=FlagState.LIFTED if act.lifts else FlagState.UPHELD,
        decided_by=act.by,
        decided_ms=now_ms,
        words=act.reason,
    )
    if flag.appeal == AppealState.OPEN:
        answer = AppealState.GRANTED if act.lifts else AppealState.DENIED
        decided = decided._replace(appeal=answer)
    transaction = Transaction(world)
    changed: list[Record] = [decided]
    if act.lifts:
        hold = live_hold(world, act.flag)
        changed += [give_back(transaction, hold)] if hold else []
        changed += without(world, flag)
    return transaction.outcome(*changed, inputs=signed(flag))

"""Claw back: what was held for two weeks without a successful appeal goes to the pool.

That ends the flag: what was earned since can be used again.
"""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import FlagId
from tweipress.core.records.case import AppealState, Flag, FlagState, Hold, HoldState
from tweipress.core.refusals import Refusal
from tweipress.core.rules.holding import live_hold, signed, without
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S, whole_s


@dataclass(frozen=True, slots=True)
class ClawBack(Act):
    """Claw back what is held under flag number `flag`; the teller's calendar sends it."""

    flag: FlagId


@rule("Clawed back to the pool")
def judge(act: ClawBack, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Refuse before its time, and while an appeal waits for its answer, however late that is."""
    flag = world.get(Flag, act.flag)
    if flag is None:
        return refuse(Refusal.UNKNOWN_FLAG)
    hold = live_hold(world, act.flag)
    if hold is None:
        return refuse(Refusal.NOTHING_HELD)
    if flag.appeal == AppealState.OPEN:
        return refuse(Refusal.APPEAL_OPEN)
    wait_ms = claws_back_ms(hold, tariff) - now_ms
    if world.books.gates and wait_ms > 0:
        return refuse(Refusal.HOLD_YOUNG, wait_s=whole_s(wait_ms))
    transaction = Transaction(world)
    transaction.move(chart.held(hold.member), chart.POOL, hold.amount_twei)
    return transaction.outcome(
        hold._replace(state=HoldState.CLAWED),
        flag._replace(state=FlagState.ENDED),
        *without(world, flag),
        inputs=signed(flag),
        answer={"clawed_back": hold.amount_twei},
    )


def claws_back_ms(hold: Hold, tariff: Tariff) -> int:
    """Return when what is held goes to the pool, unless an appeal succeeds or waits."""
    return hold.at_ms + tariff.risk_claw_back_s * MS_PER_S


def is_due(flag: Flag, hold: Hold, tariff: Tariff, now_ms: int) -> bool:
    """Tell whether the calendar has to claw back what is held under a flag."""
    is_live = hold.state is HoldState.LIVE and flag.appeal is not AppealState.OPEN
    return is_live and claws_back_ms(hold, tariff) <= now_ms

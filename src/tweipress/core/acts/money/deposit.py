"""Deposit: value held outside enters the books, or the operator issues points."""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import CONSOLE, MemberId
from tweipress.core.money import MAX_TWEI
from tweipress.core.records.member import Member
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.gates import right_gate
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Deposit(Act):
    """Give `amount_twei` to a member, or to the pool when `to` is 0; `by` is who issues it."""

    to: MemberId
    amount_twei: int
    by: MemberId = CONSOLE
    note: str = ""


@rule("Deposit", needs_open_day=False)
def judge(act: Deposit, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept a whole amount above 0 that the books can hold; days need not be open."""
    if refused := right_gate(world, act.by, Right.DEPOSIT):
        return refused
    if not 0 < act.amount_twei <= MAX_TWEI + world.balance(chart.EXT):
        return refuse(Refusal.AMOUNT_WRONG)
    member = world.get(Member, act.to)
    if act.to and member is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    if member is not None and member.has_left:
        return refuse(Refusal.MEMBER_LEFT)
    transaction = Transaction(world)
    transaction.move(chart.EXT, chart.available(act.to) if act.to else chart.POOL, act.amount_twei)
    return transaction.outcome()

"""Minus: the reader pays the pool; what the session reserved goes back to its lane."""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.acts.reading.open import end_session
from tweipress.core.ids import MemberId, SessionId
from tweipress.core.pnl import Line
from tweipress.core.records.reading import Rating
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Gate
from tweipress.core.rules.gates import level_gate
from tweipress.core.rules.reading import having_read, proven
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Minus(Act):
    """Rate with a Minus; proof as for a Plus."""

    member: MemberId
    session: SessionId
    sections: int = 0
    digest: str = ""


@rule("Minus")
def judge(act: Minus, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Refuse without a session, proof, level or funds."""
    proof = proven(act, world, tariff, now_ms)
    if isinstance(proof, Refused):
        return proof
    session, article, reader = proof
    if refused := level_gate(world, reader, Gate.MINUS, tariff):
        return refused
    transaction = Transaction(world)
    spendable_twei = transaction.spendable(act.member)
    if spendable_twei < tariff.minus_twei:
        return refuse(
            Refusal.FUNDS_SHORT, price_twei=tariff.minus_twei, spendable_twei=spendable_twei
        )
    reader, reading = having_read(world, reader, article, Rating.MINUS, tariff)
    ended = end_session(transaction, session)
    transaction.pay(act.member, chart.POOL, tariff.minus_twei)
    transaction.line(article.article, act.member, Line.SPENT_FOR_MINUSES, tariff.minus_twei)
    return transaction.outcome(
        reader, ended, reading, article=article.article, answer={"spent": tariff.minus_twei}
    )

"""Minus: the reader pays the pool; what his session reserved goes back to its lane."""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.acts.open import end_session
from tweipress.core.draft import Draft
from tweipress.core.facts import MINUS
from tweipress.core.gates import level_gate
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.pnl import Line
from tweipress.core.reading import having_read, proven
from tweipress.core.refusals import Refusal
from tweipress.core.tariff import Tariff
from tweipress.core.world import World


@dataclass(frozen=True, slots=True)
class Minus:
    """Rate with a Minus; proof as for a Plus."""

    member: int
    session: str
    sections: int = 0
    digest: str = ""


def judge(act: Minus, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Refuse without a session, proof, level or funds."""
    found = proven(act, world, tariff, now_ms)
    if isinstance(found, Refused):
        return found
    session, article, reader = found
    if refused := level_gate(world, reader, tariff.minus_level, tariff):
        return refused
    draft = Draft(world)
    spendable_twei = draft.spendable(act.member)
    if spendable_twei < tariff.minus_twei:
        return refuse(
            Refusal.FUNDS_SHORT, price_twei=tariff.minus_twei, spendable_twei=spendable_twei
        )
    reader, reading = having_read(world, reader, article, MINUS, tariff)
    ended = end_session(draft, session)
    draft.pay(act.member, chart.POOL, tariff.minus_twei)
    draft.line(article.article, act.member, Line.SPENT_FOR_MINUSES, tariff.minus_twei)
    return draft.outcome(
        reader, ended, reading, article=article.article, answer={"spent": tariff.minus_twei}
    )

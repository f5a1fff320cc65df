"""Plus: the reader gets exactly the quote shown; the authors a part on top, from the same lane."""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import MemberId, SessionId
from tweipress.core.money import part
from tweipress.core.pnl import Line
from tweipress.core.records.article import Article, Lane
from tweipress.core.records.reading import Rating, Session
from tweipress.core.refusals import Refusal
from tweipress.core.rules import levels
from tweipress.core.rules.gates import quota_gate
from tweipress.core.rules.reading import having_read, proven
from tweipress.core.rules.sharing import pay_authors
from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Plus(Act):
    """Rate with a Plus; `sections` were proven read, `digest` hides when each one was."""

    member: MemberId
    session: SessionId
    sections: int = 0
    digest: str = ""


@rule("Plus")
def judge(act: Plus, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Refuse without a session, without proof, without quota; then pay what was shown."""
    proof = proven(act, world, tariff, now_ms)
    if isinstance(proof, Refused):
        return proof
    session, article, reader = proof
    quota = levels.pluses_per_day(levels.level(reader, tariff), tariff)
    if refused := quota_gate(world, reader.pluses, quota, Refusal.PLUS_QUOTA_SPENT):
        return refused
    reader, reading = having_read(world, reader, article, Rating.PLUS, tariff)
    transaction = Transaction(world)
    lanes = _pay(transaction, session, article, tariff)
    return transaction.outcome(
        reader._replace(pluses=reader.pluses + int(session.quote_twei > 0)),
        session._replace(live=False),
        reading,
        *lanes,
        article=article.article,
        inputs={"quote_twei": session.quote_twei, "lane": session.lane},
        answer={"earned": session.quote_twei},
    )


def _pay(
    transaction: Transaction, session: Session, article: Article, tariff: Tariff
) -> tuple[Lane, ...]:
    """Pay reader and author; a quote of 0 pays neither. Return the lane's new sums."""
    lane = transaction.world.get(Lane, (article.article, session.lane))
    earned_twei = session.quote_twei
    if lane is None or earned_twei == 0:
        return ()
    transaction.earn(chart.reserved(session.member), session.member, earned_twei)
    transaction.line(article.article, session.member, Line.EARNED_FOR_PLUSES, earned_twei)
    account = chart.lane(article.article, session.lane)
    readers_twei = lane.readers_twei + earned_twei
    due_twei = max(0, part(readers_twei, tariff.plus_author_bps) - lane.author_twei)
    author_twei = min(due_twei, transaction.balance(account))
    pay_authors(transaction, article, account, Line.EARNED_FOR_PLUSES, author_twei)
    return (lane._replace(readers_twei=readers_twei, author_twei=lane.author_twei + author_twei),)

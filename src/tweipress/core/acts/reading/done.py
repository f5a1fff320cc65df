"""Done reading: the article counts as read, not as rated; the quote goes back to its lane."""

from dataclasses import dataclass

from tweipress.core.acts.reading.open import end_session
from tweipress.core.ids import MemberId, SessionId
from tweipress.core.records.reading import Rating
from tweipress.core.rules.reading import having_read, proven
from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Done(Act):
    """Finish reading without a rating; proof as for a Plus."""

    member: MemberId
    session: SessionId
    sections: int = 0
    digest: str = ""


@rule("Done reading")
def judge(act: Done, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Refuse without a session or proof."""
    proof = proven(act, world, tariff, now_ms)
    if isinstance(proof, Refused):
        return proof
    session, article, reader = proof
    reader, reading = having_read(world, reader, article, Rating.NONE, tariff)
    transaction = Transaction(world)
    ended = end_session(transaction, session)
    return transaction.outcome(reader, ended, reading, article=article.article)

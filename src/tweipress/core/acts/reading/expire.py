"""Expire: a reading session whose time is over gives its quote back; the calendar sends it."""

from dataclasses import dataclass

from tweipress.core.acts.reading.open import end_session
from tweipress.core.ids import MemberId, SessionId
from tweipress.core.records.article import Article
from tweipress.core.records.reading import Session
from tweipress.core.refusals import Refusal
from tweipress.core.rules.reading import is_expired
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Expire(Act):
    """End the session number `session` of a member."""

    member: MemberId
    session: SessionId


@rule("Reading session expired", sent_by_calendar=True)
def judge(act: Expire, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Refuse before its time; a scenario's line plays the timer and is believed."""
    session = world.get(Session, act.member)
    if session is None or not session.live or session.session != act.session:
        return refuse(Refusal.SESSION_GONE)
    article = world.get(Article, session.article)
    if article is None:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    if not world.books.scenario and not is_expired(session, article, tariff, now_ms):
        return refuse(Refusal.SESSION_ALIVE)
    transaction = Transaction(world)
    ended = end_session(transaction, session)
    return transaction.outcome(ended, article=session.article)

"""Expire: a reading session whose time is over gives its quote back; the calendar sends it."""

from dataclasses import dataclass

from tweipress.core.acts.open import end_session
from tweipress.core.draft import Draft
from tweipress.core.facts import Article, Session
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.reading import is_expired
from tweipress.core.refusals import Refusal
from tweipress.core.tariff import Tariff
from tweipress.core.world import World


@dataclass(frozen=True, slots=True)
class Expire:
    """End the session number `session` of a member."""

    member: int
    session: str


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
    draft = Draft(world)
    ended = end_session(draft, session)
    return draft.outcome(ended, article=session.article)

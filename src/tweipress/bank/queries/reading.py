"""Reading: a member's live session, and the articles read and rated."""

from collections.abc import Sequence

from tweipress.bank import clock
from tweipress.bank.storage.read_session import current_world
from tweipress.core.ids import MemberId
from tweipress.core.records.article import Article
from tweipress.core.records.reading import Rating, Reading, Session
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules import reading


def session(member: MemberId) -> Session | None:
    """Return the member's live reading session, None when there is none or its time is over."""
    world = current_world()
    last = world.get(Session, member)
    article = world.get(Article, last.article) if last else None
    if last is None or article is None or not last.live:
        return None
    is_over = reading.is_expired(last, article, tariff_in_force(world), clock.now_ms())
    return None if is_over else last


def ratings(member: MemberId, articles: Sequence[int]) -> dict[int, Rating]:
    """Return the rating of those articles the member has read; NONE is read and not rated."""
    world = current_world()
    world.preload(Reading, [(member, number) for number in articles])
    readings = {number: world.get(Reading, (member, number)) for number in articles}
    return {number: done.rating for number, done in readings.items() if done is not None}

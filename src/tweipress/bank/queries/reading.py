"""A member's live reading session, and what he has read and rated."""

from collections.abc import Sequence

from tweipress.bank import clock
from tweipress.bank.storage.read_session import current_world
from tweipress.core.ids import MemberId
from tweipress.core.records.article import Article
from tweipress.core.records.reading import Reading, Session
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules import reading


def session(member: MemberId) -> Session | None:
    """Return the member's live reading session, None when there is none or its time is over."""
    world = current_world()
    found = world.get(Session, member)
    article = world.get(Article, found.article) if found else None
    if found is None or article is None or not found.live:
        return None
    over = reading.is_expired(found, article, tariff_in_force(world), clock.now_ms())
    return None if over else found


def ratings(member: MemberId, articles: Sequence[int]) -> dict[int, str]:
    """Return `plus`, `minus` or `` (read, not rated) for those articles the member has read."""
    world = current_world()
    world.preload(Reading, [(member, number) for number in articles])
    found = {number: world.get(Reading, (member, number)) for number in articles}
    return {number: done.rating for number, done in found.items() if done is not None}

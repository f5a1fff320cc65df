"""What reading articles would pay a member or a visitor now, as the rule of `open` says it."""

from collections.abc import Sequence
from typing import Any, Final, cast

from tweipress.bank import clock
from tweipress.bank.queries.previews import NEW_SESSION, preview_in
from tweipress.bank.queries.view_models import Offer
from tweipress.bank.storage.read_session import current_world
from tweipress.bank.storage.world import StoredWorld
from tweipress.core import chart
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.article import Article, Lane
from tweipress.core.records.books import Books
from tweipress.core.records.member import Member
from tweipress.core.records.reading import Reading, Session
from tweipress.core.records.record import Key
from tweipress.core.rules.quoting import why_unpaid
from tweipress.core.state.world import F, World

NEWCOMER: Final = MemberId(-1)
"""A member who joins at this moment, for a visitor's quote; nobody has this number."""


class NewcomersWorld:
    """The books with one more member: an untrusted newcomer of level 1 who has done nothing yet."""

    def __init__(self, world: StoredWorld, now_ms: int) -> None:
        """Let the newcomer join at `now_ms`."""
        self._world = world
        self._newcomer: Any = Member(NEWCOMER, joined_ms=now_ms)

    @property
    def books(self) -> Books:
        """Return the row about the books themselves."""
        return self._world.books

    def get(self, kind: type[F], key: Key) -> F | None:
        """Return a record; the newcomer has none but the membership."""
        if NEWCOMER not in (key if isinstance(key, tuple) else (key,)):
            return self._world.get(kind, key)
        return self._newcomer if kind is Member else None

    def __getattr__(self, name: str) -> Any:
        """Ask the books whatever else a rule asks."""
        return getattr(self._world, name)


def offers(articles: Sequence[int], member: MemberId | None) -> dict[int, Offer]:
    """Return what each article known to the books would pay; a visitor sees a newcomer's quote."""
    world = current_world()
    _preload(world, articles, member)
    now_ms = clock.now_ms()
    asked = world if member else cast("World", NewcomersWorld(world, now_ms))
    known = (world.get(Article, number) for number in articles)
    return {
        article.article: _offer(asked, member or NEWCOMER, article, now_ms)
        for article in known
        if article is not None
    }


def _preload(world: StoredWorld, articles: Sequence[int], member: MemberId | None) -> None:
    """Read what the offers of many articles need in a few queries."""
    lanes = [(number, name) for number in articles for name in chart.LANES]
    world.preload(Article, articles)
    world.preload(Lane, lanes)
    world.preload_balances(chart.lane(ArticleId(number), name) for number, name in lanes)
    if member:
        world.preload(Session, (member,))
        world.preload(Reading, [(member, number) for number in articles])


def _offer(world: World, member: MemberId, article: Article, now_ms: int) -> Offer:
    preview = preview_in(world, Open(member, article.article, NEW_SESSION), now_ms)
    quote_twei = preview.moved_to("reserved")
    is_unpaid = preview.is_offered and quote_twei == 0
    lanes = [world.get(Lane, (article.article, name)) for name in chart.LANES]
    return Offer(
        article=article.article,
        author=article.author,
        quote_twei=quote_twei,
        refused=preview.refused,
        unpaid=why_unpaid(world, article) if is_unpaid else None,
        time_to_read_s=article.time_to_read_s,
        sections=article.sections,
        given_twei=sum(lane.given_twei for lane in lanes if lane),
        left_twei=sum(world.balance(chart.lane(article.article, name)) for name in chart.LANES),
        is_undone=article.undone,
        is_reviewed=article.reviewed,
        published_ms=article.published_ms,
    )

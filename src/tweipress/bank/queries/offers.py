"""What reading articles would pay a member or a visitor now; the rule of `open` says so."""

from collections.abc import Sequence

from tweipress.bank import clock
from tweipress.bank.queries.newcomers import NEWCOMER, with_newcomer
from tweipress.bank.queries.previews import NEW_SESSION, preview_in
from tweipress.bank.queries.view_models import Offer
from tweipress.bank.storage.read_session import current_world
from tweipress.bank.storage.world import StoredWorld
from tweipress.core import chart
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.article import Article, Lane
from tweipress.core.records.reading import Reading, Session
from tweipress.core.rules.quoting import why_unpaid
from tweipress.core.state.world import World


def article(number: ArticleId) -> Article | None:
    """Return an article as the books know it, None if they do not."""
    return current_world().get(Article, number)


def offers(articles: Sequence[int], member: MemberId | None) -> dict[int, Offer]:
    """Return what each article known to the books would pay; a visitor sees a newcomer's quote."""
    world = current_world()
    _preload(world, articles, member)
    now_ms = clock.now_ms()
    asked = world if member else with_newcomer(world, now_ms)
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
    return Offer(
        article=article.article,
        quote_twei=quote_twei,
        refused=preview.refused,
        unpaid=why_unpaid(world, article) if is_unpaid else None,
        time_to_read_s=article.time_to_read_s,
        sections=article.sections,
        left_twei=sum(world.balance(chart.lane(article.article, name)) for name in chart.LANES),
        published_ms=article.published_ms,
    )

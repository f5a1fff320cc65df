"""What reading an article would pay, for many articles at once; read through bank.queries."""

from collections.abc import Sequence

from tweipress.bank import clock
from tweipress.bank.queries.view_models import Offer
from tweipress.bank.storage.read_session import current_world
from tweipress.bank.storage.world import StoredWorld
from tweipress.core import chart
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.article import Article, Lane
from tweipress.core.records.member import Member
from tweipress.core.records.reading import Reading
from tweipress.core.refusals import Refusal
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules import levels
from tweipress.core.rules.quoting import quote
from tweipress.core.state.transaction import Transaction
from tweipress.core.tariff import Tariff


def offers(articles: Sequence[int], member: MemberId | None) -> dict[int, Offer]:
    """Return what each article known to the books would pay; a visitor sees a newcomer's quote."""
    world = current_world()
    figures = tariff_in_force(world)
    now_ms = clock.now_ms()
    reader = world.get(Member, member) if member else None
    if reader is not None:
        reader = reader.on_day(world.books.day_number)
    _preload_offers(world, articles, reader)
    found: dict[int, Offer] = {}
    for number in articles:
        article = world.get(Article, number)
        if article is not None:
            found[number] = _offer(world, reader, article, figures, now_ms)
    return found


def _preload_offers(world: StoredWorld, articles: Sequence[int], reader: Member | None) -> None:
    """Read what the offers of many articles need in a few queries."""
    lanes = [(number, name) for number in articles for name in chart.LANES]
    world.preload(Article, articles)
    world.preload(Lane, lanes)
    world.preload_balances(chart.lane(ArticleId(number), name) for number, name in lanes)
    if reader is not None:
        world.preload(Reading, [(reader.member, number) for number in articles])


def _offer(
    world: StoredWorld, reader: Member | None, article: Article, figures: Tariff, now_ms: int
) -> Offer:
    why = _why_not(world, reader, article, figures)
    quoted = quote(Transaction(world), reader, article, figures, now_ms)
    lanes = [world.get(Lane, (article.article, name)) for name in chart.LANES]
    return Offer(
        article=article.article,
        author=article.author,
        quote_twei=0 if why else quoted.amount_twei,
        why=why,
        is_empty=quoted.amount_twei == 0,
        time_to_read_s=article.time_to_read_s,
        sections=article.sections,
        given_twei=sum(lane.given_twei for lane in lanes if lane),
        left_twei=sum(world.balance(chart.lane(article.article, n)) for n in chart.LANES),
        is_undone=article.undone,
        is_reviewed=article.reviewed,
        published_ms=article.published_ms,
    )


def _why_not(
    world: StoredWorld, reader: Member | None, article: Article, figures: Tariff
) -> Refusal | None:
    if article.undone:
        return Refusal.ARTICLE_UNDONE
    if not world.books.is_open:
        return Refusal.DAY_CLOSED
    if article.repeats:
        return Refusal.ARTICLE_REPEATS
    if reader is None:
        return None
    if article.author == reader.member:
        return Refusal.OWN_ARTICLE
    done = world.get(Reading, (reader.member, article.article))
    if done is not None and done.rating:
        return Refusal.ALREADY_RATED
    if reader.opens >= levels.opens_per_day(levels.level(reader, figures), figures):
        return Refusal.OPENS_SPENT
    return None

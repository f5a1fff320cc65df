"""Close day: emission left over and ageing lanes flow back to the pool; review bonds come home.

Vesting matures by the act `mature`, in portions.
"""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.draft import Draft
from tweipress.core.facts import Article, Day
from tweipress.core.money import part
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.refusals import Refusal
from tweipress.core.tariff import Tariff
from tweipress.core.world import World


@dataclass(frozen=True, slots=True)
class CloseDay:
    """Close the open day."""


def judge(act: CloseDay, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept when a day is open."""
    books = world.books
    if not books.is_open:
        return refuse(Refusal.DAY_CLOSED)
    draft = Draft(world)
    for account in (chart.DAY_READ, chart.DAY_COMMENTS):
        draft.move(account, chart.POOL, draft.balance(account))
    for article in _escrowed(world, tariff):
        _return_escrow(draft, article, _age_closes(world, article), tariff)
    today = world.get(Day, books.day_number) or Day(books.day_number, books.day)
    closed = today._replace(pool_at_close_twei=draft.balance(chart.POOL))
    return draft.outcome(books._replace(is_open=False), closed, answer={"day": books.day})


def _escrowed(world: World, tariff: Tariff) -> list[Article]:
    """Return the articles with anything in escrow; what their return asks for is read together."""
    numbers = world.escrowed_articles()
    world.preload(Article, numbers)
    found = (world.get(Article, number) for number in numbers)
    articles = [article for article in found if article is not None]
    over = [it for it in articles if _age_closes(world, it) >= tariff.lane_close_day]
    world.preload_balances(chart.lane(it.article, name) for it in articles for name in chart.LANES)
    world.preload_balances(chart.review(it.article) for it in over)
    world.preload_owners(it.author for it in over)
    return articles


def _age_closes(world: World, article: Article) -> int:
    """Return how many closes an article has seen, the one under way included."""
    return world.books.day_number - article.published_day + 1


def _return_escrow(draft: Draft, article: Article, age_closes: int, tariff: Tariff) -> None:
    """Return a quarter of each lane from the second close on, everything from the fourteenth on."""
    is_over = age_closes >= tariff.lane_close_day
    for name in chart.LANES:
        lane = chart.lane(article.article, name)
        if is_over:
            draft.move(lane, chart.POOL, draft.balance(lane))
        elif age_closes >= tariff.lane_return_from_day:
            draft.move(lane, chart.POOL, part(draft.balance(lane), tariff.lane_return_bps))
    if is_over:
        review = chart.review(article.article)
        draft.move(review, chart.available(article.author), draft.balance(review))

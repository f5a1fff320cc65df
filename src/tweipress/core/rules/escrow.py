"""What a day's close returns: ageing lanes to the pool, and review bonds to their authors."""

from tweipress.core import chart
from tweipress.core.ids import LAST_ARTICLE, ArticleId
from tweipress.core.money import part
from tweipress.core.records.article import Article
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


def return_escrow(
    transaction: Transaction, tariff: Tariff, up_to: ArticleId = LAST_ARTICLE
) -> None:
    """Return what is due from articles up to a number; skip those this close has done already."""
    for article in _escrowed(transaction.world, up_to, tariff):
        _return(transaction, article, _age_closes(transaction.world, article), tariff)


def _escrowed(world: World, up_to: ArticleId, tariff: Tariff) -> list[Article]:
    """Return the articles with anything in escrow, and preload what their return asks for."""
    numbers = world.escrowed_articles(world.books.returned_to, up_to)
    world.preload(Article, numbers)
    known = (world.get(Article, number) for number in numbers)
    articles = [article for article in known if article is not None]
    over = [article for article in articles if _age_closes(world, article) >= tariff.lane_close_day]
    world.preload_balances(
        chart.lane(article.article, name) for article in articles for name in chart.LANES
    )
    world.preload_balances(chart.review(article.article) for article in over)
    world.preload_owners(article.author for article in over)
    return articles


def _age_closes(world: World, article: Article) -> int:
    """Return how many closes an article has seen, the one under way included."""
    return world.books.day_number - article.published_day + 1


def _return(transaction: Transaction, article: Article, age_closes: int, tariff: Tariff) -> None:
    """Return a quarter of each lane from the second close on, everything from the fourteenth on."""
    is_over = age_closes >= tariff.lane_close_day
    for name in chart.LANES:
        lane = chart.lane(article.article, name)
        if is_over:
            transaction.move(lane, chart.POOL, transaction.balance(lane))
        elif age_closes >= tariff.lane_return_from_day:
            transaction.move(
                lane, chart.POOL, part(transaction.balance(lane), tariff.lane_return_bps)
            )
    if is_over:
        review = chart.review(article.article)
        transaction.move(review, chart.available(article.author), transaction.balance(review))

"""Reviews, their juries, and articles that repeat others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tweipress.bank import clock
from tweipress.bank.storage import selections
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.read_session import current_world
from tweipress.core import chart
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.article import Article
from tweipress.core.records.repeat import Repeat
from tweipress.core.records.review import Review, ReviewState, Seat
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules.reviewing import in_vain, rest_left_s, rest_s, seats


@dataclass(frozen=True, slots=True)
class ReviewBooks:
    """A review, and every seat that was drawn since the ask."""

    review: Review
    seats: tuple[Seat, ...]
    bond_twei: int


def review(article: ArticleId) -> ReviewBooks | None:
    """Return the last review that was asked for an article, None if there is none."""
    return reviews([article]).get(article)


def reviews(articles: Sequence[ArticleId]) -> dict[ArticleId, ReviewBooks]:
    """Return the last review of each article that has one, read in a few queries."""
    world = current_world()
    world.preload(Review, articles)
    asked = [row for row in (world.get(Review, article) for article in articles) if row]
    world.preload(Seat, [(row.article, member) for row in asked for member in row.drawn])
    world.preload_balances(chart.review(row.article) for row in asked)
    return {
        row.article: ReviewBooks(
            row, tuple(seats(world, row)), world.balance(chart.review(row.article))
        )
        for row in asked
    }


@dataclass(frozen=True, slots=True)
class Rest:
    """An author's reviews in a row that led to nothing, and the wait before the next ask.

    `next_s` is the wait if one more leads to nothing.
    """

    vain: int
    left_s: int
    next_s: int


def rest(author: MemberId) -> Rest:
    """Return how long an author waits before the next review."""
    world = current_world()
    mine, tariff = world.reviews_by(author), tariff_in_force(world)
    vain = in_vain(mine)
    left_s = rest_left_s(mine, tariff, clock.now_ms())
    return Rest(vain, left_s, rest_s(vain + 1, tariff))


def open_reviews(limit: int) -> list[ArticleId]:
    """Return the articles whose review waits for a decision, the oldest ask first."""
    return selections.open_reviews(Connection(is_own=False), limit)


def live_reviews() -> dict[ArticleId, ReviewState]:
    """Return the reviews that wait for a decision, or have approved what is not published yet."""
    rows = selections.live_reviews(Connection(is_own=False))
    return {ArticleId(number): ReviewState(state) for number, state in rows}


def seats_of(member: MemberId) -> list[ArticleId]:
    """Return the articles on which a member's verdict is awaited, the oldest draw first."""
    return selections.seats_of(Connection(is_own=False), member)


def bonds_at_stake(members: Collection[MemberId]) -> dict[MemberId, list[ArticleId]]:
    """Return the members' articles that were taken back while a bond is on them."""
    articles = selections.reviewed_and_undone(Connection(is_own=False), members)
    world = current_world()
    world.preload(Article, articles)
    world.preload_balances(map(chart.review, articles))
    bonds: dict[MemberId, list[ArticleId]] = {}
    for row in (world.get(Article, article) for article in articles):
        if row is not None and world.balance(chart.review(row.article)):
            bonds.setdefault(row.author, []).append(row.article)
    return bonds


def review_totals() -> dict[str, int]:
    """Return how many reviews there are in each state, and seats with each verdict."""
    connection = Connection(is_own=False)
    states = connection.rows("SELECT state, count(*) FROM bank_review GROUP BY state")
    verdicts = connection.rows("SELECT verdict, count(*) FROM bank_seat GROUP BY verdict")
    return {str(name): int(count) for name, count in (*states, *verdicts)}


def repeat(article: ArticleId) -> Repeat | None:
    """Return what an article was last found to repeat, None if it never was."""
    return current_world().get(Repeat, article)


def waiting_repeats(limit: int) -> list[Repeat]:
    """Return the articles that wait for an editor before they pay anybody, the oldest first."""
    world = current_world()
    numbers = selections.waiting_repeats(Connection(is_own=False), limit)
    world.preload(Repeat, numbers)
    repeats = (world.get(Repeat, number) for number in numbers)
    return [repeat for repeat in repeats if repeat is not None]

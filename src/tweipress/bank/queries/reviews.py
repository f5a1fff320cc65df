"""What the site may ask the books about reviews, juries and repeats; read through bank.queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from tweipress.bank import clock
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.world import StoredWorld
from tweipress.core import chart
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.repeat import Repeat
from tweipress.core.records.review import Review, Seat
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
    world = StoredWorld(Connection(is_own=False))
    found = world.get(Review, article)
    if found is None:
        return None
    return ReviewBooks(found, tuple(seats(world, found)), world.balance(chart.review(article)))


@dataclass(frozen=True, slots=True)
class Rest:
    """An author's reviews in a row that led to nothing, and how long he waits for the next ask.

    `next_s` is the wait if one more leads to nothing.
    """

    vain: int
    left_s: int
    next_s: int


def rest(author: MemberId) -> Rest:
    """Return how long an author rests before his next review."""
    world = StoredWorld(Connection(is_own=False))
    mine, tariff = world.reviews_by(author), tariff_in_force(world)
    vain = in_vain(mine)
    left_s = rest_left_s(mine, tariff, clock.now_ms())
    return Rest(vain, left_s, rest_s(vain + 1, tariff))


def open_reviews(limit: int) -> list[int]:
    """Return the articles whose review waits for a decision, the oldest ask first."""
    sql = "SELECT article FROM bank_review WHERE state = 'open' ORDER BY at_ms, article LIMIT %s"
    return _numbers(sql, limit)


def seats_of(member: MemberId) -> list[int]:
    """Return the articles on which a member's verdict is waited for, the oldest draw first."""
    sql = (
        "SELECT s.article FROM bank_seat s JOIN bank_review r ON r.article = s.article"
        " WHERE s.member = %s AND s.verdict = '' AND s.asks = r.asks AND r.state = 'open'"
        " ORDER BY s.at_ms, s.article"
    )
    return _numbers(sql, member)


def bonds_at_stake(member: MemberId) -> list[int]:
    """Return a member's articles that were taken back while a bond is on them."""
    world = StoredWorld(Connection(is_own=False))
    sql = "SELECT article FROM bank_article WHERE reviewed AND undone AND author = %s"
    found = _numbers(sql, member)
    return [number for number in found if world.balance(chart.review(ArticleId(number)))]


def review_totals() -> dict[str, int]:
    """Return how many reviews there are in each state, and seats with each verdict."""
    link = Connection(is_own=False)
    states = link.rows("SELECT state, count(*) FROM bank_review GROUP BY state")
    verdicts = link.rows("SELECT verdict, count(*) FROM bank_seat GROUP BY verdict")
    return {str(name): int(count) for name, count in (*states, *verdicts)}


def repeat(article: ArticleId) -> Repeat | None:
    """Return what an article was last found to repeat, None if it never was."""
    return StoredWorld(Connection(is_own=False)).get(Repeat, article)


def waiting_repeats(limit: int) -> list[Repeat]:
    """Return the articles that wait for an editor before they pay anybody, the oldest first.

    What was taken back waits for nobody.
    """
    world = StoredWorld(Connection(is_own=False))
    sql = (
        "SELECT r.article FROM bank_repeat r JOIN bank_article a ON a.article = r.article"
        " WHERE r.state = 'waiting' AND NOT a.undone ORDER BY r.at_ms LIMIT %s"
    )
    numbers = _numbers(sql, limit)
    world.preload(Repeat, numbers)
    return [it for it in (world.get(Repeat, number) for number in numbers) if it]


def _numbers(sql: str, value: int) -> list[int]:
    rows: Sequence[Sequence[object]] = Connection(is_own=False).rows(sql, (value,))
    return [int(str(row[0])) for row in rows]

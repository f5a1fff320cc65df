"""The quote: what reading an article would pay."""

import pytest

from tests.core.stage import CRITIC, DAY_S, FIRST_ARTICLE, HOUR_S, READER, Stage
from tweipress.core import chart
from tweipress.core.acts.articles.find_repeat import FindRepeat
from tweipress.core.chart import LaneName
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.article import Article, Lane
from tweipress.core.rules.quoting import (
    Quote,
    Unpaid,
    lane_quote_twei,
    quote,
    released_bps,
    why_unpaid,
)
from tweipress.core.state.outcome import Outcome, Transfer
from tweipress.core.state.transaction import Transaction
from tweipress.core.tariff import default

TARIFF = default()


@pytest.mark.parametrize(
    ("age_s", "bps"),
    [
        (0, 5000),
        (17, 5000),
        (18, 5001),
        (HOUR_S, 5208),
        (6 * HOUR_S, 6250),
        (DAY_S - 1, 9999),
        (DAY_S, 10_000),
        (99 * DAY_S, 10_000),
    ],
)
def test_half_a_lane_is_released_at_once_and_the_rest_over_a_day(age_s: int, bps: int) -> None:
    assert released_bps(age_s, TARIFF) == bps


@pytest.mark.parametrize(
    ("given", "paid", "balance", "m_bps", "twei"),
    [
        (228, 0, 228, 10_000, 5),
        (228, 0, 228, 4000, 2),
        (342, 0, 342, 10_000, 8),
        (342, 131, 342, 10_000, 2),
        (342, 170, 342, 10_000, 1),
        (342, 171, 342, 10_000, 0),
        (342, 172, 342, 10_000, 0),
        (342, 0, 40, 10_000, 2),
        (342, 0, 39, 10_000, 1),
        (342, 0, 1, 4000, 1),
        (342, 0, 0, 10_000, 0),
        (2, 0, 2, 4000, 1),
        (1, 0, 1, 10_000, 0),
        (0, 0, 0, 10_000, 0),
    ],
)
def test_a_quote_is_a_twentieth_of_what_is_released_and_left(
    given: int, paid: int, balance: int, m_bps: int, twei: int
) -> None:
    lane = Lane(ArticleId(1), LaneName.OPEN, given, readers_twei=paid)
    assert lane_quote_twei(lane, balance, 0, m_bps, TARIFF) == twei


def quoted(stage: Stage, member: MemberId) -> Quote:
    """Return the quote for a member of the cast."""
    article = stage.world.get(Article, 1)
    assert article is not None
    return quote(Transaction(stage.world), stage.member(member), article, TARIFF, stage.now_ms)


def unpaid(stage: Stage) -> Unpaid:
    """Return what explains a quote of 0."""
    article = stage.world.get(Article, 1)
    assert article is not None
    return why_unpaid(stage.world, article)


def test_a_newcomer_is_quoted_a_part_of_what_a_grown_member_is(stage: Stage) -> None:
    stage.publish(reviewed=True)
    stage.stand(READER, level_fixed=1)
    assert quoted(stage, READER) == Quote(LaneName.OPEN, 2)
    assert quoted(stage, CRITIC) == Quote(LaneName.OPEN, 5)


def test_an_article_pays_nothing_because_it_repeats_is_empty_or_waits(stage: Stage) -> None:
    stage.publish(reviewed=True)
    assert unpaid(stage) is Unpaid.NOT_RELEASED
    for name in chart.LANES:
        lane = chart.lane(FIRST_ARTICLE, name)
        emptied = Transfer(lane, chart.POOL, stage.balance(lane))
        stage.world.apply(Outcome(transfers=(emptied,)))
    assert unpaid(stage) is Unpaid.NOTHING_LEFT
    stage.publish(ArticleId(2))
    stage.do(FindRepeat(FIRST_ARTICLE, ArticleId(2), digest="found"))
    assert unpaid(stage) is Unpaid.REPEATS
    assert quoted(stage, READER).amount_twei == 0


def test_a_trusted_reader_takes_the_lane_that_pays_more(stage: Stage) -> None:
    stage.publish(reviewed=True)
    stage.stand(CRITIC, trusted_fixed=True)
    assert quoted(stage, CRITIC) == Quote(LaneName.TRUSTED, 8)
    lane = stage.world.get(Lane, (1, "trusted"))
    assert lane is not None
    stage.world.put(lane._replace(readers_twei=100))
    assert quoted(stage, CRITIC) == Quote(LaneName.OPEN, 5)


def test_on_a_tie_a_trusted_reader_takes_the_trusted_lane(stage: Stage) -> None:
    stage.publish()
    stage.stand(CRITIC, trusted_fixed=True)
    assert quoted(stage, READER) == Quote(LaneName.OPEN, 1)
    assert quoted(stage, CRITIC) == Quote(LaneName.TRUSTED, 1)


def test_an_article_never_looks_younger_than_new(stage: Stage) -> None:
    stage.publish(reviewed=True)
    stage.wait(-5)
    assert quoted(stage, READER) == Quote(LaneName.OPEN, 5)


def test_age_counts_in_whole_seconds(stage: Stage) -> None:
    stage.publish(reviewed=True)
    stage.wait(17.999)
    assert released_bps(17, TARIFF) == 5000
    assert quoted(stage, READER) == Quote(LaneName.OPEN, 5)

"""The quote: what reading an article would pay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    ("given", "balance", "m_bps", "twei"),
    [
        (652, 652, 10_000, 8),
        (652, 652, 4000, 3),
        (652, 644, 10_000, 7),
        (978, 978, 10_000, 12),
        (978, 569, 10_000, 2),
        (978, 568, 10_000, 1),
        (978, 490, 10_000, 1),
        (978, 489, 10_000, 0),
        (978, 40, 10_000, 0),
        (978, 0, 10_000, 0),
        (2, 2, 4000, 1),
        (2, 1, 10_000, 0),
        (1, 1, 10_000, 0),
        (0, 0, 10_000, 0),
    ],
)
def test_a_quote_is_a_fortieth_of_what_is_in_the_lane_less_what_is_not_released(
    given: int, balance: int, m_bps: int, twei: int
) -> None:
    lane = Lane(ArticleId(1), LaneName.OPEN, given)
    assert lane_quote_twei(lane, balance, 0, m_bps, TARIFF) == twei


@given(
    st.integers(0, 10_000),
    st.integers(0, 2 * 86_400),
    st.lists(st.integers(400, 10_000), max_size=600),
)
def test_sessions_that_open_together_never_reserve_more_than_is_released(
    given_twei: int, age_s: int, multipliers: list[int]
) -> None:
    lane = Lane(ArticleId(1), LaneName.OPEN, given_twei)
    balance_twei = given_twei
    for m_bps in multipliers:
        balance_twei -= lane_quote_twei(lane, balance_twei, age_s, m_bps, TARIFF)
    released_twei = given_twei * released_bps(age_s, TARIFF) // 10_000
    assert given_twei - balance_twei <= released_twei


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
    assert quoted(stage, READER) == Quote(LaneName.OPEN, 3)
    assert quoted(stage, CRITIC) == Quote(LaneName.OPEN, 8)


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
    assert quoted(stage, CRITIC) == Quote(LaneName.TRUSTED, 12)
    reserved = Transfer("lane:1:trusted", "reserved:4", 200)
    stage.world.apply(Outcome(transfers=(reserved,)))
    assert quoted(stage, CRITIC) == Quote(LaneName.OPEN, 8)


def test_on_a_tie_a_trusted_reader_takes_the_trusted_lane(stage: Stage) -> None:
    stage.publish()
    stage.stand(CRITIC, trusted_fixed=True)
    assert quoted(stage, READER) == Quote(LaneName.OPEN, 1)
    assert quoted(stage, CRITIC) == Quote(LaneName.TRUSTED, 1)


def test_an_article_never_looks_younger_than_new(stage: Stage) -> None:
    stage.publish(reviewed=True)
    stage.wait(-5)
    assert quoted(stage, READER) == Quote(LaneName.OPEN, 8)


def test_age_counts_in_whole_seconds(stage: Stage) -> None:
    stage.publish(reviewed=True)
    stage.wait(17.999)
    assert released_bps(17, TARIFF) == 5000
    assert quoted(stage, READER) == Quote(LaneName.OPEN, 8)

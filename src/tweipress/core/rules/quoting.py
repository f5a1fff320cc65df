"""What reading an article would pay a member now (rulebook, section 4, Quote)."""

from enum import Enum
from typing import NamedTuple

from tweipress.core import chart
from tweipress.core.chart import LaneName
from tweipress.core.money import BPS, part
from tweipress.core.records.article import Article, Lane
from tweipress.core.records.member import Member
from tweipress.core.rules.levels import level, multiplier_bps
from tweipress.core.rules.trust import is_trusted
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S


class Quote(NamedTuple):
    """A lane and the Twei it would pay; 0 when nothing is left or released."""

    lane: LaneName
    amount_twei: int


class Unpaid(Enum):
    """Why reading an article would pay nothing although it can be read and rated."""

    REPEATS = "repeats"
    NOTHING_LEFT = "nothing left"
    NOT_RELEASED = "not released"


def released_bps(age_s: int, tariff: Tariff) -> int:
    """Return u, the part of a lane released at an article's age in whole seconds."""
    grown_bps = (BPS - tariff.ramp_start_bps) * age_s // tariff.ramp_s
    return min(BPS, tariff.ramp_start_bps + grown_bps)


def lane_quote_twei(lane: Lane, balance_twei: int, age_s: int, m_bps: int, tariff: Tariff) -> int:
    """Return g for one lane: a part of what is released and left, times the level's multiplier.

    What readers have reserved is not in the lane, so sessions that live lower the next quote.
    """
    unreleased_twei = lane.given_twei - part(lane.given_twei, released_bps(age_s, tariff))
    left_twei = balance_twei - unreleased_twei
    if left_twei < 1:
        return 0
    return max(1, part(max(1, left_twei // tariff.quote_divisor), m_bps))


def quote(
    transaction: Transaction, reader: Member, article: Article, tariff: Tariff, now_ms: int
) -> Quote:
    """Return the quote for a reader.

    A trusted reader takes the lane that pays more, the trusted one on a tie. An article that
    repeats another pays nobody until an editor has cleared it.
    """
    if article.repeats:
        return Quote(LaneName.OPEN, 0)
    m_bps = multiplier_bps(level(reader, tariff), tariff)
    age_s = max(0, now_ms - article.published_ms) // MS_PER_S
    best = _on(LaneName.OPEN, transaction, article, age_s, m_bps, tariff)
    if not is_trusted(reader, tariff, now_ms):
        return best
    other = _on(LaneName.TRUSTED, transaction, article, age_s, m_bps, tariff)
    return other if other.amount_twei >= best.amount_twei else best


def why_unpaid(world: World, article: Article) -> Unpaid:
    """Return what explains a quote of 0. It refuses nothing: the article can be read and rated."""
    if article.repeats:
        return Unpaid.REPEATS
    left_twei = sum(world.balance(chart.lane(article.article, name)) for name in chart.LANES)
    return why_lanes_pay_nothing(left_twei)


def why_lanes_pay_nothing(left_twei: int) -> Unpaid:
    """Return what explains that lanes with so much left would pay nothing."""
    return Unpaid.NOT_RELEASED if left_twei else Unpaid.NOTHING_LEFT


def _on(
    name: LaneName,
    transaction: Transaction,
    article: Article,
    age_s: int,
    m_bps: int,
    tariff: Tariff,
) -> Quote:
    lane = transaction.world.get(Lane, (article.article, name))
    if lane is None:
        return Quote(name, 0)
    balance_twei = transaction.balance(chart.lane(article.article, name))
    return Quote(name, lane_quote_twei(lane, balance_twei, age_s, m_bps, tariff))

"""Accounts that open the same article at the same moment, and rate after the least time.

They go from one of the day's articles to the next until their Pluses are spent, beside readers who
come at their own hours. What they have reserved and not been paid
yet has to count as taken: otherwise all of them would be quoted the same Twei.
"""

from collections.abc import Sequence
from random import Random
from typing import Final, NamedTuple

from farm.rules.weeks import TTR_S, Weeks
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.chart import LaneName
from tweipress.core.rules import levels
from tweipress.core.rules.reading import floor_ms
from tweipress.core.tariff import default

SIZES: Final = (25, 100, 400)
DAYS: Final = 7
HOURS: Final = {0.0: "as it is out", 12.0: "at noon", 23.5: "before midnight"}
"""The hours of the day at which a herd comes, by name."""


class Herd(NamedTuple):
    """What a herd took of a week's open lanes, and what was left for others, in Twei.

    `author_twei` is what the author with the least has earned, less what publishing cost.
    """

    accounts: int
    at_hour: float
    open_twei: int
    herd_twei: int
    newcomers_twei: int
    author_twei: int


def all_taken(seed: int) -> list[Herd]:
    """Play a week for each size and hour."""
    return [taken(size, seed, at_hour=hour) for size in SIZES for hour in HOURS]


def taken(accounts: int, seed: int, days: int = DAYS, at_hour: float = 0.0) -> Herd:
    """Play a week with a herd of a size, which comes at an hour of each day."""
    weeks = Weeks(accounts, Random(seed))
    for fresh in weeks.days(days):
        visits = sorted(weeks.visits(weeks.readers))
        before = [visit for visit in visits if visit[0] < at_hour]
        for hour, who in before:
            _come(weeks, hour, who, fresh)
        weeks.be(at_hour)
        _swarm(weeks, fresh)
        for hour, who in visits[len(before) :]:
            _come(weeks, hour, who, fresh)
    return Herd(
        accounts=accounts,
        at_hour=at_hour,
        open_twei=weeks.given_twei(LaneName.OPEN),
        herd_twei=weeks.earned_twei(weeks.farm),
        newcomers_twei=weeks.earned_twei(weeks.newcomers),
        author_twei=min(weeks.total_twei(author) for author in weeks.authors),
    )


def _come(weeks: Weeks, hour: float, who: int, fresh: Sequence[int]) -> None:
    weeks.be(hour)
    weeks.read(who, weeks.chance.sample(fresh, len(fresh)))


def _swarm(weeks: Weeks, fresh: Sequence[int]) -> None:
    """Open one article after another, all accounts at once, until their Pluses are spent."""
    tariff = default()
    for article in fresh:
        quotes_twei = {who: weeks.open(who, article) for who in weeks.farm if _may_open(weeks, who)}
        weeks.now_ms += floor_ms(TTR_S, tariff)
        for who, quote_twei in quotes_twei.items():
            weeks.rate(who, Plus if quote_twei and _has_pluses(weeks, who) else Done)


def _may_open(weeks: Weeks, who: int) -> bool:
    today = weeks.today(who)
    return today.opens < levels.opens_per_day(levels.level(today, default()), default())


def _has_pluses(weeks: Weeks, who: int) -> bool:
    today = weeks.today(who)
    return today.pluses < levels.pluses_per_day(levels.level(today, default()), default())

"""Accounts that open and never rate: they keep a part of the open lanes reserved.

They are paid nothing, and nothing is lost: a reservation comes back when its session ends.
Meanwhile a fresh quote is smaller. Each account opens as many sessions as its quota allows, one
after the other from an hour of its own on, and lets each of them live to its end.
"""

from collections.abc import Iterator
from random import Random
from typing import Final, NamedTuple

from farm.rules.weeks import HOUR_MS, TTR_S, Visit, Weeks
from tweipress.core.acts.reading.expire import Expire
from tweipress.core.chart import LANES, LaneName
from tweipress.core.ids import MemberId
from tweipress.core.rules import levels
from tweipress.core.rules.reading import session_life_ms
from tweipress.core.tariff import default

SIZES: Final = (0, 25, 100, 400)
DAYS: Final = 7
DAY_H: Final = 24
FIRST_LEVEL: Final = 1


class Kept(NamedTuple):
    """What accounts that never rate leave to others, in Twei of a week.

    `quote_twei` is what an untrusted reader of the full multiplier is quoted on a new article that
    all of them have open.
    """

    accounts: int
    quote_twei: int
    given_twei: int
    open_twei: int
    farm_twei: int
    newcomers_twei: int
    trusted_twei: int
    author_twei: int


def kept(accounts: int, seed: int, days: int = DAYS) -> Kept:
    """Play a week with so many accounts that open and never rate."""
    weeks = Weeks(accounts, Random(seed))
    for fresh in weeks.days(days):
        for hour, who in sorted((*weeks.visits(weeks.readers), *_openings(weeks))):
            weeks.be(hour)
            if who in weeks.farm:
                _open_or_let_go(weeks, who, weeks.chance.choice(fresh))
            else:
                weeks.read(who, weeks.chance.sample(fresh, len(fresh)))
    return Kept(
        accounts=accounts,
        quote_twei=_quote_twei(accounts, seed),
        given_twei=weeks.given_twei(*LANES),
        open_twei=weeks.given_twei(LaneName.OPEN),
        farm_twei=weeks.earned_twei(weeks.farm),
        newcomers_twei=weeks.earned_twei(weeks.newcomers),
        trusted_twei=weeks.earned_twei(weeks.trusted),
        author_twei=min(weeks.total_twei(author) for author in weeks.authors),
    )


def _quote_twei(accounts: int, seed: int) -> int:
    """Return what a reader of the full multiplier is quoted on a new article that all have open."""
    weeks = Weeks(accounts, Random(seed))
    article = next(weeks.days(1))[0]
    for who in weeks.farm:
        weeks.open(who, article)
    reader = weeks.newcomers[0]
    weeks.lift(reader)
    return weeks.open(reader, article)


def _openings(weeks: Weeks) -> Iterator[Visit]:
    """Yield when the accounts open a session, and when the last of each has ended."""
    life_h = (session_life_ms(TTR_S, default()) + 1) / HOUR_MS
    sessions = levels.opens_per_day(FIRST_LEVEL, default())
    for who in weeks.farm:
        first_h = weeks.chance.uniform(0, DAY_H - (sessions + 1) * life_h)
        yield from ((first_h + number * life_h, who) for number in range(sessions + 1))


def _open_or_let_go(weeks: Weeks, who: int, article: int) -> None:
    """Open an article, which ends the session before; at last let one expire by itself."""
    today = weeks.today(who)
    if today.opens < levels.opens_per_day(levels.level(today, default()), default()):
        weeks.open(who, article)
    else:
        weeks.do(Expire(MemberId(who), weeks.session(who)))

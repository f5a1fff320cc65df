"""The patient farm: untrusted accounts that obey all rules, day after day.

Nothing shows that they are no readers, so nothing is refused; they stay in the open lanes. They
come in several sizes, each account at its own hour.
"""

from random import Random
from typing import Final, NamedTuple

from farm.rules.weeks import Weeks
from tweipress.core.chart import LANES, LaneName

SIZES: Final = (0, 25, 100, 400)
DAYS: Final = 14


class Taken(NamedTuple):
    """Who got the opportunities of two weeks, in Twei; each share is of all of them."""

    accounts: int
    given_twei: int
    open_twei: int
    farm_twei: int
    newcomers_twei: int
    trusted_twei: int

    @property
    def share(self) -> float:
        """Return the farm's part of all opportunities."""
        return self.farm_twei / self.given_twei


def taken(accounts: int, seed: int, days: int = DAYS) -> Taken:
    """Play two weeks with a farm of a size."""
    weeks = Weeks(accounts, Random(seed))
    for fresh in weeks.days(days):
        for hour, who in sorted(weeks.visits((*weeks.farm, *weeks.readers))):
            weeks.be(hour)
            weeks.read(who, weeks.chance.sample(fresh, len(fresh)))
    return Taken(
        accounts=accounts,
        given_twei=weeks.given_twei(*LANES),
        open_twei=weeks.given_twei(LaneName.OPEN),
        farm_twei=weeks.earned_twei(weeks.farm),
        newcomers_twei=weeks.earned_twei(weeks.newcomers),
        trusted_twei=weeks.earned_twei(weeks.trusted),
    )

"""Programs that wait long enough, each in its way: they are paid, and are flagged.

`tweipress.risk.fitting.farms` says how long each waits.
"""

from collections.abc import Iterator

from farm.stage.account import Account
from farm.stage.family import Bound, Family, Takes
from farm.stage.reading import Play
from farm.stage.reckoning import ALONE, Reckoning
from tweipress.risk.fitting import farms

ALONE_MIN = 0.95


class Waiting(Family):
    """Five accounts for each way of waiting, too few to be found as a group."""

    number = "2"
    what = "wait: exactly the floor, Time to Read ± 2 %, a fixed 60 s, uniform 0.8–1.2"
    size, short_size = 20, 4

    def plays(self) -> list[Play]:
        """Let every account wait in its way, and start at its own hour."""
        ways = list(farms.BY_ACCOUNT.values())
        return [
            self._reads(account, ways[number % len(ways)], 7 + number / 4)
            for number, account in enumerate(self.accounts)
        ]

    def _reads(self, account: Account, wait: farms.Wait, hour: float) -> Play:
        chance = self.stage.chance
        takes: Takes = lambda post: wait(chance, post.time_to_read_s)  # noqa: E731  # a line says it
        return self.visits(account, takes, hour, self.shuffled)

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """Nearly all are flagged, each by itself."""
        share = end.share(ALONE)
        said = f"flagged account by account ≥ {ALONE_MIN:.0%} within {self.goal} reads"
        if not self.short:
            yield Bound(said, f"{share:.1%}", share >= ALONE_MIN)

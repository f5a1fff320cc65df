"""An account with twenty tabs: all of the day's articles at once, then one after another.

A reader reads the same articles one after another, as fast as the floor allows, and starts first:
nobody may be paid more than that reader.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from farm.stage.account import Account, Line
from farm.stage.family import Bound, Family, floor
from farm.stage.reading import MS, Course, Play, opened, proven, rated
from farm.stage.reckoning import Reckoning, paid_twei

TABS, SHORT_TABS = 20, 4
READS, SHORT_READS = 10, 8
DAYS = 2


class Tabs(Family):
    """One account in twenty tabs, and a reader to compare it with."""

    number = "4"
    what = "one account in 20 tabs: all articles at once; then 20 beacons and 20 Pluses for each"

    def come(self) -> list[Account]:
        """Bring in the account, and the reader to compare it with, who is no attacker."""
        self.reader = self.stage.enter("one-after-another")
        return super().come()

    @property
    def tabs(self) -> int:
        """Return how many tabs it opens."""
        return SHORT_TABS if self.short else TABS

    def plays(self) -> list[Play]:
        """Let the reader begin a second earlier."""
        goal = SHORT_READS if self.short else READS
        measure = self.visits(self.reader, floor, 5.0, self.todays, goal)
        return [measure, self._race(self.accounts[0])]

    def _race(self, account: Account) -> Play:
        for day in range(DAYS):
            yield self.stage.until(5.0, days=min(day, 1)) + 1
            posts = self.todays(self.paper.posts)
            if day == 0:
                tabs = [opened(account, post.slug, switch=True) for post in reversed(posts)]
                yield from self._finish(account, [tab for tab in tabs if tab is not None])
            for post in posts:
                tab = opened(account, post.slug, switch=True)
                if tab is not None and not tab.quota_is_spent:
                    yield from self._finish(account, [tab] * self.tabs)

    def _finish(self, account: Account, tabs: list[Course]) -> Play:
        """Prove every part in all tabs, and rate in all of them at the same moment."""
        last = tabs[-1]
        while not last.is_complete:
            yield last.wait_ms / MS
            before = [replace(tab) for tab in tabs]
            if not proven(account, last):
                return
            for tab in before:
                proven(account, tab)
        with ThreadPoolExecutor(self.tabs) as pool:
            list(pool.map(lambda _: rated(self._beside(account), last), range(self.tabs)))

    def _beside(self, account: Account) -> Account:
        """Return the same account on another connection."""
        return replace(account, line=Line(), cookies=dict(account.cookies))

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """It is paid no more than the reader."""
        yield no_more_than(self.reader, end)


def no_more_than(reader: Account, end: Reckoning) -> Bound:
    """Return the bound for families that are compared with one reader."""
    most_twei = paid_twei(reader.member)
    said = "paid no more than one reader who reads one article after another"
    return Bound(said, f"{end.paid_twei} against {most_twei} Twei", end.paid_twei <= most_twei)

"""Attackers whose single accounts look human, but whose group shows one program.

There are three: quotas used at the same minute, one order of articles, and a humaniser that scrolls
with jitter and waits like one person, with the same parameters for all its accounts.
"""

from collections.abc import Iterator
from random import Random

from farm.stage.account import Account
from farm.stage.family import Bound, Family, Picks, Takes
from farm.stage.paper import Post
from farm.stage.reading import Play
from farm.stage.reckoning import GROUPS, Reckoning
from tweipress.bank import queries as books
from tweipress.risk.fitting import farms, population
from tweipress.risk.fitting.population import MODEL

GROUP_MIN = 0.90


class Herd(Family):
    """Accounts that read the same list day by day: as many articles as their Pluses allow."""

    def plays(self) -> list[Play]:
        """Let every account read at its hour, in its order, at its pace."""
        return [
            self.visits(account, self.pace(number), self.hour(number), self.order(number, account))
            for number, account in enumerate(self.accounts)
        ]

    def pace(self, _number: int) -> Takes:
        """Return the pace of an account: here the same person for all."""
        chance = self.stage.chance
        return lambda post: farms.as_people_do(chance, post.time_to_read_s)

    def hour(self, number: int) -> float:
        """Return when an account comes: here all around the clock."""
        return 1 + number * 20 / len(self.accounts)

    def order(self, number: int, account: Account) -> Picks:
        """Return the order in which an account reads the list: here its own."""
        chance = Random(number)

        def shuffled(posts: list[Post]) -> list[Post]:
            chosen = self._list(account, posts)
            return chance.sample(chosen, len(chosen))

        return shuffled

    def _list(self, account: Account, posts: list[Post]) -> list[Post]:
        """Return the day's list; a member's page says how many Pluses are left."""
        standing = books.standing(account.member)
        assert standing is not None
        return self.todays(posts)[: standing.left["pluses"]]

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """Nearly all are flagged as a group."""
        share = end.share(GROUPS)
        said = f"flagged as a group ≥ {GROUP_MIN:.0%} within {self.goal} reads"
        if not self.short:
            yield Bound(said, f"{share:.0%}", share >= GROUP_MIN)


class Bursts(Herd):
    """Every account has its own pace, and all use their quota at the same minute."""

    number = "6"
    what = "burn the quota at the same minute, each at a person's own pace"
    size, short_size = 14, 2

    def pace(self, number: int) -> Takes:
        """Return the pace of another person for each."""
        chance = self.stage.chance
        speed = population.speed_wpm(Random(number), MODEL)
        return lambda post: population.dwell_s(chance, MODEL, speed, post.words)

    def hour(self, number: int) -> float:
        """Return the same hour for all."""
        return 8.0


class Order(Herd):
    """All read the same articles in the same order, each at its own hour."""

    number = "7"
    what = "read the same articles in the same order, at one person's pace"
    size, short_size = 14, 2

    def order(self, number: int, account: Account) -> Picks:
        """Return the order of the page."""
        return lambda posts: self._list(account, posts)


class Humaniser(Herd):
    """A good imitation of one reader, sixteen times."""

    number = "8"
    what = "scroll with jitter, log-normal dwell, one set of parameters for all accounts"
    size, short_size = 16, 2

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """It is flagged as a group; single accounts pass for human, and the table says so."""
        yield from super().bounds(end)

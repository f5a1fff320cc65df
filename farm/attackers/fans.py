"""Attackers that press Plus for every article of one author as soon as it comes out."""

from collections.abc import Iterator

from farm.stage.account import Account
from farm.stage.family import Bound, Family, paid_nothing
from farm.stage.reading import Play, opened, rated
from farm.stage.reckoning import Reckoning

DAYS = 3


class Fans(Family):
    """They press without reading."""

    number = "11"
    what = "press Plus at once on every article of one author"
    size, short_size = 20, 3

    def plays(self) -> list[Play]:
        """Let all of them wait for the author."""
        return [self._press(account) for account in self.accounts]

    def _press(self, account: Account) -> Play:
        author = self.paper.editors[0]
        for day in range(1 if self.short else DAYS):
            yield self.stage.until(1.0, days=min(day, 1))
            for post in (post for post in self.paper.posts[-10:] if post.author == author.member):
                if course := opened(account, post.slug, switch=True):
                    rated(account, course)

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """They are paid nothing."""
        yield paid_nothing(end)

"""The simplest attack: open the articles in order, wait two seconds, press Plus, go on."""

from collections.abc import Iterator

from farm.stage.account import Account
from farm.stage.family import Bound, Family, paid_nothing
from farm.stage.reading import Play, opened, rated
from farm.stage.reckoning import Reckoning

WAIT_S = 2.0
DAYS = 2


class Walker(Family):
    """Twenty-five accounts that use the day's quota in one burst."""

    number = "1"
    what = "walk through the articles, open the page, wait 2 s, press Plus, go on"
    size, short_size = 25, 3

    def plays(self) -> list[Play]:
        """Let all of them walk at the same hour."""
        return [self._walk(account) for account in self.accounts]

    def _walk(self, account: Account) -> Play:
        for day in range(1 if self.short else DAYS):
            yield self.stage.until(6.0, days=min(day, 1))
            for post in self.paper.posts[-10:]:
                account.get(f"/post/{post.slug}/")
                course = opened(account, post.slug, switch=True)
                if course is None:
                    break
                yield WAIT_S
                rated(account, course)

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """They are paid nothing."""
        yield paid_nothing(end)

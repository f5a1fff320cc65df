"""An attacker that writes one comment an article, up to the quota, with nearly the same words."""

from collections.abc import Iterator

from farm.stage.account import Account
from farm.stage.family import Bound, Family, loses
from farm.stage.reading import Play
from farm.stage.reckoning import Reckoning
from farm.stage.talk import finished, said

A_DAY = 4
DAYS = 2


class Repeats(Family):
    """They hope for likes of other readers, and pay for every comment."""

    number = "13"
    what = "one comment an article up to the quota, near-duplicates"
    level = 13
    size, short_size = 5, 1
    twei = 600

    def plays(self) -> list[Play]:
        """Let each comment for some days."""
        return [self._repeat(account) for account in self.accounts]

    def _repeat(self, account: Account) -> Play:
        for day in range(1 if self.short else DAYS):
            yield self.stage.until(4.0, days=min(day, 1))
            for place, post in enumerate(self.paper.posts[-10:][: A_DAY + 1]):
                yield from finished(account, post)
                said(account, post, f"Great article, thank you for sharing this{'!' * place}")

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """They lose."""
        yield loses(end)

"""An attacker that publishes a copy of an article, with buyers who read it like people."""

from collections.abc import Iterator

from farm.stage.account import Account
from farm.stage.family import Bound, Family, loses, paid_nothing
from farm.stage.paper import published
from farm.stage.reading import Play, opened, rated, read
from farm.stage.reckoning import Reckoning
from tweipress.core.ids import MemberId
from tweipress.risk.fitting import farms


class Copies(Family):
    """The first account is the author, the others are the buyers."""

    number = "14"
    what = "a copy of an article of the paper, with 25 buyers of its own"
    size, short_size = 26, 3

    def come(self) -> list[Account]:
        """Give the author the price of publishing."""
        accounts = super().come()
        accounts[0] = self.stage.enter(f"{self.name}-author", twei=60)
        return accounts

    def levels(self) -> dict[MemberId, int]:
        """Lift the author to publish."""
        return {self.accounts[0].member: 10}

    def plays(self) -> list[Play]:
        """Publish the copy, then let everybody read it."""
        self.slug = ""
        return [
            self._copy(),
            *(self._buy(account, place) for place, account in enumerate(self.accounts[1:])),
        ]

    def _copy(self) -> Play:
        yield self.stage.until(1.0)
        theirs = self.paper.posts[-1].text
        post = published(self.accounts[0], theirs._replace(title=f"{theirs.title} anew"))
        if post is not None:
            self.post = post
            self.slug = post.slug

    def _buy(self, account: Account, place: int) -> Play:
        yield self.stage.until(5.0 + place / 4)
        if not self.slug:
            return
        course = opened(account, self.slug)
        if course is not None:
            wait_s = farms.as_people_do(self.stage.chance, self.post.time_to_read_s)
            yield from read(account, course, wait_s)
            rated(account, course)

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """Nobody is paid before an editor clears it; author and buyers lose together."""
        yield paid_nothing(end)
        yield loses(end)

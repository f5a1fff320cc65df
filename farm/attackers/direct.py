"""Attackers that never open a page: without a session, and with one that obeys the protocol."""

from collections.abc import Iterator

from farm.attackers.tabs import READS, SHORT_READS, no_more_than
from farm.stage.account import Account
from farm.stage.family import Bound, Family, floor, paid_nothing
from farm.stage.reading import Play
from farm.stage.reckoning import Reckoning


class Strangers(Family):
    """Requests without a session, or with an invented one."""

    number = "5a"
    what = "requests without a session, or with an invented one"

    def come(self) -> list[Account]:
        """Need no account."""
        invented = {"sessionid": "a" * 32}
        return [
            Account("stranger", self.stage.line),
            Account("inventor", self.stage.line, cookies=invented),
        ]

    def plays(self) -> list[Play]:
        """Let both request everything."""
        return [self._ask(account) for account in self.accounts]

    def _ask(self, account: Account) -> Play:
        yield self.stage.until(6.0)
        for post in self.paper.posts[-10:][: 2 if self.short else None]:
            for by_script in (True, False):
                for do in ("open", "beacon", "plus", "minus", "done"):
                    sent = {"token": "a.b", "index": "1"}
                    account.post(f"/read/{post.slug}/{do}/", sent, by_script=by_script)
                yield 1.0

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """They are paid nothing: there is no posting for them."""
        yield paid_nothing(end)


class Direct(Family):
    """An account that obeys the protocol without a page, and a reader to compare it with."""

    number = "5b"
    what = "the protocol obeyed without ever opening a page"

    def come(self) -> list[Account]:
        """Bring in the account, and the reader to compare it with, who is no attacker."""
        self.reader = self.stage.enter("page-by-page")
        return super().come()

    def plays(self) -> list[Play]:
        """Let the reader begin a second earlier, and open every page."""
        return [self._turn_pages(), self._go_after()]

    @property
    def goal(self) -> int:
        """Return how many articles both read."""
        return SHORT_READS if self.short else READS

    def _turn_pages(self) -> Play:
        yield self.stage.until(4.0)
        for post in self.paper.posts[-10:]:
            self.reader.get(f"/post/{post.slug}/")
        yield from self.visits(self.reader, floor, 4.0, self.todays)

    def _go_after(self) -> Play:
        yield self.stage.until(4.0) + 2
        yield from self.visits(self.accounts[0], floor, 4.0, self.todays)

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """It is paid no more than the reader."""
        yield no_more_than(self.reader, end)

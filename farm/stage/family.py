"""The base of attackers and honest readers: accounts, their behaviour, and their bounds."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, Final, NamedTuple

from farm.stage.account import Account
from farm.stage.paper import Paper, Post
from farm.stage.reading import Play, opened, rated, read
from farm.stage.reckoning import Reckoning
from farm.stage.stage import Stage
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId

FRESH: Final = 30
"""Articles of the last three days."""
PAUSE_S: Final = 20.0
SHORT_GOAL: Final = 2
Takes = Callable[[Post], float]
"""How long (s) a reader takes for an article."""
Picks = Callable[[list[Post]], list[Post]]
"""The order in which a reader reads new articles."""


class Bound(NamedTuple):
    """A bound of a family, what was measured, and whether it holds."""

    said: str
    measured: str
    holds: bool


class Family:
    """Accounts of one kind; the table shows `what` they do.

    Accounts are lifted to `level` before they come; `size` and `short_size` say how many there are.
    """

    what: ClassVar[str]
    number: ClassVar[str] = ""
    level: ClassVar[int] = 0
    size: ClassVar[int] = 1
    short_size: ClassVar[int] = 1
    twei: ClassVar[int] = 0

    def __init__(self, stage: Stage, paper: Paper, *, short: bool) -> None:
        """Put the family on a stage."""
        self.stage = stage
        self.paper = paper
        self.short = short
        self.reads: dict[str, int] = {}
        self.accounts = self.come()

    @property
    def name(self) -> str:
        """Return the family's name in accounts and on the command line."""
        return type(self).__name__.lower()

    def come(self) -> list[Account]:
        """Bring in the accounts."""
        number = self.short_size if self.short else self.size
        return [self.stage.enter(f"{self.name}-{place}", twei=self.twei) for place in range(number)]

    def levels(self) -> dict[MemberId, int]:
        """Return the level that each member is lifted to, by number."""
        return {account.member: self.level for account in self.accounts} if self.level else {}

    def plays(self) -> Sequence[Play]:
        """Return what they do."""
        raise NotImplementedError

    @property
    def goal(self) -> int:
        """Return how many articles a reader reads: a window of the rules of risk."""
        return SHORT_GOAL if self.short else books.tariff().risk_window_reads

    def todays(self, posts: list[Post]) -> list[Post]:
        """Return the newest articles, a day's number of them, in the order of the page."""
        return posts[-len(self.paper.editors) :]

    def shuffled(self, posts: list[Post]) -> list[Post]:
        """Return articles in random order."""
        return self.stage.chance.sample(posts, len(posts))

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """Yield what must hold at the end."""
        yield from ()

    def visits(
        self,
        account: Account,
        takes: Takes,
        hour: float,
        picks: Picks,
        goal: int = 0,
    ) -> Play:
        """Read new articles each day from an hour on, while Pluses are left, up to a goal."""
        seen: set[str] = set()
        goal = goal or self.goal
        self.reads[account.name] = 0
        while self.reads[account.name] < goal:
            yield self.stage.until(hour)
            fresh = [post for post in self.paper.posts[-FRESH:] if post.slug not in seen]
            for post in picks(fresh):
                seen.add(post.slug)
                course = opened(account, post.slug)
                if course is None or course.quota_is_spent:
                    break
                yield from read(account, course, takes(post))
                self.reads[account.name] += rated(account, course)
                if self.reads[account.name] >= goal:
                    return
                yield self.stage.chance.expovariate(1 / PAUSE_S)
            yield self.stage.until(0, days=1)


def floor(_post: Post) -> float:
    """Read as fast as the proof allows."""
    return 0.0


def paid_nothing(end: Reckoning) -> Bound:
    """Return the bound for families that do not obey the protocol."""
    return Bound("paid 0", f"{end.paid_twei} Twei", end.paid_twei == 0)


def loses(end: Reckoning) -> Bound:
    """Return the bound for families that act with each other."""
    measured = f"{end.began_twei} → {end.began_twei + end.kept_twei} Twei"
    return Bound("ends with less than it began with", measured, end.kept_twei < 0)

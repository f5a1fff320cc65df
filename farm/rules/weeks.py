"""Weeks of a paper on the rules alone: ten articles a day, and readers of whom half are trusted.

A farm plays beside them (patient.py, together.py, idle.py). Nothing is served, so thousands of
readings take seconds; the tariff is the product's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from harness.reviewed import reviewed
from tweipress.core import roles
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.found import Found
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.chart import LaneName
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.core.records.article import Lane
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import Pnl
from tweipress.core.records.reading import Session
from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.rules import levels
from tweipress.core.rules.reading import floor_ms
from tweipress.core.state.memory import MemoryWorld
from tweipress.core.state.outcome import Outcome
from tweipress.core.state.registry import Act
from tweipress.core.tariff import default

READERS: Final = 200
POOL_TWEI: Final = 1_000_000
BALANCE_TWEI: Final = 100_000
TTR_S: Final = 151
WORDS: Final = 600
SECTIONS: Final = 4
FULL_LEVEL: Final = 13
HOUR_MS: Final = 3_600_000
DAY_MS: Final = 24 * HOUR_MS
NEW_YEAR_MS: Final = 1_767_225_600_000
Visit = tuple[float, int]
"""The hour at which somebody comes, and who."""


@dataclass
class Weeks:
    """The books of these weeks, and their members: authors, readers, and a farm of `size`."""

    size: int
    chance: Random
    world: MemoryWorld = field(default_factory=MemoryWorld)
    now_ms: int = NEW_YEAR_MS
    articles: int = 0

    def __post_init__(self) -> None:
        """Found the books and let everybody join."""
        tariff = default()
        self.do(Found(tariff.canonical()))
        self.do(Deposit(MemberId(0), POOL_TWEI))
        self.do(OpenDay("2026-01-01"))
        self.authors = range(1, tariff.articles_per_day + 1)
        self.readers = range(1_001, 1_001 + READERS)
        self.farm = range(10_001, 10_001 + self.size)
        for member in (*self.authors, *self.readers, *self.farm):
            self.do(Join(MemberId(member)))
        for author in self.authors:
            self.do(Role(MemberId(author), roles.Role.EDITOR))
            self.do(Deposit(MemberId(author), BALANCE_TWEI))
        for reader in self.trusted:
            self._stand(reader)

    @property
    def trusted(self) -> Sequence[int]:
        """Return the half of the readers whom others trust."""
        return self.readers[::2]

    @property
    def newcomers(self) -> Sequence[int]:
        """Return the other half."""
        return self.readers[1::2]

    def days(self, number: int) -> Iterator[list[int]]:
        """Open each day, publish its articles, and yield their numbers."""
        for day in range(number):
            self.now_ms = NEW_YEAR_MS + day * DAY_MS
            if day:
                self.do(CloseDay())
                self.do(OpenDay("2026-01-01"))
            yield [self._publish(MemberId(author)) for author in self.authors]

    def visits(self, members: Iterable[int]) -> list[Visit]:
        """Return when members come, each at an hour of their own."""
        return [(self.chance.randrange(1, 24), who) for who in members]

    def be(self, hour: float) -> None:
        """Move to an hour of the open day."""
        self.now_ms = NEW_YEAR_MS + self.world.books.day_number * DAY_MS + round(hour * HOUR_MS)

    def read(self, who: int, articles: Sequence[int]) -> None:
        """Read one article after another while Pluses are left; a quote of 0 is not rated."""
        tariff = default()
        quota = levels.pluses_per_day(levels.level(self.today(who), tariff), tariff)
        for article in articles[:quota]:
            quote_twei = self.open(who, article)
            self.now_ms += floor_ms(TTR_S, tariff)
            self.rate(who, Plus if quote_twei else Done)

    def open(self, who: int, article: int) -> int:
        """Start to read, and return the quote."""
        session = SessionId(f"{who}:{article}:{self.now_ms}")
        quote_twei = self.do(Open(MemberId(who), ArticleId(article), session)).answer["quote"]
        assert isinstance(quote_twei, int)
        return quote_twei

    def rate(self, who: int, kind: type[Plus] | type[Done]) -> None:
        """Finish what somebody reads."""
        self.do(kind(MemberId(who), self.session(who), SECTIONS, "digest"))

    def session(self, who: int) -> SessionId:
        """Return the number of the session that somebody has or had last."""
        last = self.world.get(Session, who)
        assert last is not None
        return last.session

    def today(self, who: int) -> Member:
        """Return a member with the counts of the open day."""
        member = self.world.get(Member, who)
        assert member is not None
        return member.on_day(self.world.books.day_number)

    def lift(self, who: int) -> None:
        """Give somebody the level at which a quote is whole."""
        xp = levels.xp_for(FULL_LEVEL, default())
        self.world.put(self.today(who)._replace(xp_trust=xp))

    def do(self, act: Act) -> Outcome:
        """Do an act that nothing forbids."""
        answer = judge(act, self.world, tariff_in_force(self.world), self.now_ms)
        assert isinstance(answer, Outcome), (act, answer)
        self.world.apply(answer)
        return answer

    def given_twei(self, *names: LaneName) -> int:
        """Return what all lanes of these names were given."""
        lanes = (lane for lane in self.world.records[Lane].values() if isinstance(lane, Lane))
        return sum(lane.given_twei for lane in lanes if lane.name in names)

    def earned_twei(self, members: Sequence[int]) -> int:
        """Return what members were paid for reading."""
        rows = (row for row in self.world.records[Pnl].values() if isinstance(row, Pnl))
        return sum(row.amounts.earned_for_pluses for row in rows if row.member in members)

    def total_twei(self, author: int) -> int:
        """Return what an author has earned on all articles, less what they cost."""
        rows = (row for row in self.world.records[Pnl].values() if isinstance(row, Pnl))
        return sum(row.amounts.total_twei for row in rows if row.member == author)

    def _publish(self, author: MemberId) -> int:
        self.articles += 1
        for act in reviewed(author, ArticleId(self.articles), TTR_S, WORDS, SECTIONS):
            self.do(act)
        return self.articles

    def _stand(self, reader: int) -> None:
        """Give a reader a standing that takes a month to reach."""
        old_ms = self.now_ms - 2 * default().trusted_age_s * 1000
        self.lift(reader)
        self.world.put(self.today(reader)._replace(trust=1000, joined_ms=old_ms))

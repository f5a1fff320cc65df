"""The patient farm: untrusted accounts that obey all rules, day after day.

Nothing shows that they are no readers, so nothing is refused; they stay in the open lanes. They are
played on the rules alone, with the tariff: a paper of ten reviewed articles a day, 200 readers of
whom half are trusted, and farms of several sizes, each account at its own hour.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Final, NamedTuple

from harness.reviewed import reviewed
from tweipress.core import chart, roles
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.found import Found
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.core.records.article import Lane
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import Pnl
from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.rules import levels
from tweipress.core.rules.reading import floor_ms
from tweipress.core.state.memory import MemoryWorld
from tweipress.core.state.outcome import Outcome
from tweipress.core.state.registry import Act
from tweipress.core.tariff import default

SIZES: Final = (0, 25, 100, 400)
DAYS: Final = 14
READERS: Final = 200
POOL_TWEI: Final = 1_000_000
BALANCE_TWEI: Final = 100_000
TTR_S: Final = 151
WORDS: Final = 600
SECTIONS: Final = 4
HOUR_MS: Final = 3_600_000
DAY_MS: Final = 24 * HOUR_MS
NEW_YEAR_MS: Final = 1_767_225_600_000


class Taken(NamedTuple):
    """Who got the opportunities of two weeks, in Twei; each share is of all of them."""

    accounts: int
    given_twei: int
    open_twei: int
    farm_twei: int
    newcomers_twei: int
    trusted_twei: int

    @property
    def share(self) -> float:
        """Return the farm's part of all opportunities."""
        return self.farm_twei / self.given_twei


def taken(accounts: int, seed: int, days: int = DAYS) -> Taken:
    """Play two weeks with a farm of a size."""
    return _Weeks(accounts, Random(seed)).play(days)


@dataclass
class _Weeks:
    size: int
    chance: Random
    world: MemoryWorld = field(default_factory=MemoryWorld)
    now_ms: int = NEW_YEAR_MS
    articles: int = 0

    def __post_init__(self) -> None:
        tariff = default()
        self._do(Found(tariff.canonical()))
        self._do(Deposit(MemberId(0), POOL_TWEI))
        self._do(OpenDay("2026-01-01"))
        self.authors = range(1, tariff.articles_per_day + 1)
        self.readers = range(1_001, 1_001 + READERS)
        self.farm = range(10_001, 10_001 + self.size)
        for member in (*self.authors, *self.readers, *self.farm):
            self._do(Join(member))
        for author in self.authors:
            self._do(Role(MemberId(author), roles.Role.EDITOR))
            self._do(Deposit(MemberId(author), BALANCE_TWEI))
        for reader in self.trusted:
            self._stand(reader)

    @property
    def trusted(self) -> range:
        """Return the half of the readers whom others trust."""
        return self.readers[::2]

    def play(self, days: int) -> Taken:
        for day in range(days):
            self.now_ms = NEW_YEAR_MS + day * DAY_MS
            if day:
                self._do(CloseDay())
                self._do(OpenDay("2026-01-01"))
            fresh = [self._publish(MemberId(author)) for author in self.authors]
            for hour, who in self._visits():
                self.now_ms = NEW_YEAR_MS + day * DAY_MS + hour * HOUR_MS
                self._read(who, self.chance.sample(fresh, len(fresh)))
        return self._sums()

    def _visits(self) -> Iterator[tuple[int, int]]:
        """Yield who comes when, each at their own hour."""
        everybody = (*self.farm, *self.readers)
        yield from sorted((self.chance.randrange(1, 24), who) for who in everybody)

    def _publish(self, author: MemberId) -> int:
        self.articles += 1
        for act in reviewed(author, ArticleId(self.articles), TTR_S, WORDS, SECTIONS):
            self._do(act)
        return self.articles

    def _read(self, who: int, articles: list[int]) -> None:
        """Read as long as Pluses are left, except articles with a quote of 0."""
        tariff = default()
        member = self.world.get(Member, who)
        assert member is not None
        at_ms = self.now_ms
        quota = levels.pluses_per_day(levels.level(member, tariff), tariff)
        for article in articles[:quota]:
            session = f"{who}:{article}"
            answer = self._do(Open(MemberId(who), ArticleId(article), SessionId(session))).answer
            self.now_ms += floor_ms(TTR_S, tariff)
            kind = Plus if answer["quote"] else Done
            self._do(kind(MemberId(who), SessionId(session), SECTIONS, "digest"))
        self.now_ms = at_ms

    def _do(self, act: Act) -> Outcome:
        answer = judge(act, self.world, tariff_in_force(self.world), self.now_ms)
        assert isinstance(answer, Outcome), (act, answer)
        self.world.apply(answer)
        return answer

    def _stand(self, reader: int) -> None:
        """Give a reader a standing that takes a month to reach."""
        member = self.world.get(Member, reader)
        assert member is not None
        old_ms = self.now_ms - 2 * default().trusted_age_s * 1000
        self.world.put(member._replace(trust=1000, xp_trust=1440, joined_ms=old_ms))

    def _sums(self) -> Taken:
        lanes = [record for record in self.world.records[Lane].values() if isinstance(record, Lane)]
        newcomers = self.readers[1::2]
        return Taken(
            accounts=self.size,
            given_twei=sum(record.given_twei for record in lanes),
            open_twei=sum(
                record.given_twei for record in lanes if record.name == chart.LaneName.OPEN
            ),
            farm_twei=self._earned(self.farm),
            newcomers_twei=self._earned(newcomers),
            trusted_twei=self._earned(self.trusted),
        )

    def _earned(self, members: range) -> int:
        rows = (record for record in self.world.records[Pnl].values() if isinstance(record, Pnl))
        return sum(row.amounts.earned_for_pluses for row in rows if row.member in members)

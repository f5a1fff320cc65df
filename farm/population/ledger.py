"""The books in memory, their clock, and every posting: the figures are computed from these."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Final, NamedTuple

from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.state.memory import MemoryWorld
from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.state.registry import Act
from tweipress.core.units import MS_PER_DAY

NEW_YEAR_MS: Final = 1_767_225_600_000
FIRST_DAY: Final = "2026-01-01"
Going = Iterator[int]
"""What somebody does: it yields when it goes on, in milliseconds since the epoch."""


class Posting(NamedTuple):
    """An accepted act, and what came of it. Its number is its place, from 1 on."""

    at_ms: int
    act: Act
    outcome: Outcome


@dataclass
class Ledger:
    """Books, a clock, and an agenda; everybody acts in the order of time."""

    world: MemoryWorld = field(default_factory=MemoryWorld)
    now_ms: int = NEW_YEAR_MS
    postings: list[Posting] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    _agenda: list[tuple[int, int, Going]] = field(default_factory=list)
    _serial: int = 0

    @property
    def day(self) -> int:
        """Return the number of the day by the clock, from 0 on."""
        return (self.now_ms - NEW_YEAR_MS) // MS_PER_DAY

    def serial(self) -> int:
        """Return a number that was not given before."""
        self._serial += 1
        return self._serial

    def plan(self, at_ms: int, going: Going) -> None:
        """Let something begin at a time."""
        heappush(self._agenda, (max(at_ms, self.now_ms), self.serial(), going))

    def run(self) -> None:
        """Do what is on the agenda until nothing is left."""
        while self._agenda:
            self.now_ms, _, going = heappop(self._agenda)
            next_ms = next(going, None)
            if next_ms is not None:
                self.plan(next_ms, going)

    def ask(self, act: Act) -> Outcome | Refused:
        """Do an act that may be refused."""
        answer = judge(act, self.world, tariff_in_force(self.world), self.now_ms)
        if isinstance(answer, Refused):
            self.refused[answer.name] += 1
            return answer
        self.world.apply(answer)
        self.postings.append(Posting(self.now_ms, act, answer))
        return answer

    def does(self, act: Act) -> bool:
        """Do an act and tell whether it was accepted."""
        return isinstance(self.ask(act), Outcome)

    def must(self, act: Act) -> Outcome:
        """Do an act that nothing forbids."""
        answer = self.ask(act)
        assert isinstance(answer, Outcome), (act, answer)
        return answer

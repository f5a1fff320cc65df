"""A ring that does whatever it likes within itself, many times, on the rules alone.

Levels and trust do not matter here: what a division leaves over does.
"""

from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from tweipress.core import acts, chart
from tweipress.core.acts import Act
from tweipress.core.outcome import Outcome
from tweipress.core.tariff import default
from tweipress.simulate.memory_bank import MemoryBank

MEMBERS = 12
FIRST_TWEI = 100_000
TTR_S = 30
FRESH = 40
"""How many of the newest articles and comments it plays with: old ones are empty."""
NEW_YEAR_MS = 1_767_225_600_000
DRAWN: dict[type[Act], int] = {
    acts.Publish: 4,
    acts.Comment: 16,
    acts.Open: 380,
    acts.Plus: 180,
    acts.Minus: 90,
    acts.Done: 80,
    acts.Like: 200,
    acts.Dislike: 30,
    acts.Settle: 20,
}
"""How often each is tried, in a thousand."""
KINDS, WEIGHTS = tuple(DRAWN), tuple(DRAWN.values())


class Tiny(NamedTuple):
    """What a ring tried: how many acts, with what it began and ended, and how often it gained."""

    acts: int
    began_twei: int
    ended_twei: int
    gains: int


def tiny_acts(number: int, seed: int) -> Tiny:
    """Play so many acts inside a ring; count those after which it owns more than before."""
    return _Ring(Random(seed)).play(number)


@dataclass
class _Ring:
    chance: Random

    def __post_init__(self) -> None:
        self.bank = MemoryBank(default(), gates=False)
        self.now_ms = NEW_YEAR_MS
        self.serial = self.articles = self.comments = 0
        self.sessions: dict[int, str] = {}
        self._do(acts.Deposit(0, 1_000_000))
        for member in range(1, MEMBERS + 1):
            self._do(acts.Join(member, 13))
            self._do(acts.Deposit(member, FIRST_TWEI))
        self._do(acts.OpenDay("2026-01-01"))

    def play(self, number: int) -> Tiny:
        began_twei = last_twei = self._wealth_twei()
        gains = 0
        for _ in range(number):
            outcome = self._do(self._drawn())
            if outcome is None:
                continue
            last_twei += _gain_twei(outcome)
            gains += _gain_twei(outcome) > 0
        ended_twei = self._wealth_twei()
        assert ended_twei == last_twei, "the ring's own count is wrong"
        return Tiny(number, began_twei, ended_twei, gains)

    def _do(self, act: Act) -> Outcome | None:
        self.now_ms += self.chance.randrange(1000)
        answer = self.bank.do(act, self.now_ms)
        return answer if isinstance(answer, Outcome) else None

    def _drawn(self) -> Act:
        chance = self.chance
        member = chance.randrange(MEMBERS) + 1
        self.serial += 1
        (kind,) = chance.choices(KINDS, WEIGHTS)
        if kind is acts.Publish or not self.articles:
            self.articles += 1
            return acts.Publish(member, self.articles, TTR_S, 100, 1)
        if kind is acts.Comment or not self.comments:
            self.comments += 1
            return acts.Comment(member, self._recent(self.articles), self.comments)
        if kind is acts.Open:
            self.sessions[member] = f"s{self.serial}"
            return acts.Open(member, self._recent(self.articles), self.sessions[member])
        if kind is acts.Like:
            return acts.Like(member, self._recent(self.comments))
        if kind is acts.Dislike:
            return acts.Dislike(member, self._recent(self.comments), "tiny")
        if kind is acts.Settle:
            return acts.Settle(self._recent(self.comments))
        session = self.sessions.get(member, "")
        if kind is acts.Plus:
            return acts.Plus(member, session, 1)
        return (acts.Minus if kind is acts.Minus else acts.Done)(member, session, 1)

    def _recent(self, newest: int) -> int:
        return newest - self.chance.randrange(min(newest, FRESH))

    def _wealth_twei(self) -> int:
        return sum(twei for account, twei in self.bank.balances().items() if _is_its_own(account))


def _gain_twei(outcome: Outcome) -> int:
    """Return what an act brought into the ring, or took out of it."""
    return sum(
        amount_twei * (_is_its_own(credit) - _is_its_own(debit))
        for debit, credit, amount_twei in outcome.transfers
    )


def _is_its_own(account: str) -> bool:
    """Tell whether an account is the ring's: all are but the pool, the day's, and outside."""
    return account not in _OTHERS


_OTHERS = frozenset({chart.POOL, chart.EXT, chart.DAY_READ, chart.DAY_COMMENTS})

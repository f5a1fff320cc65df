"""A ring whose members do random acts with each other, many times, on the rules alone.

Levels and trust do not matter here; remainders of divisions do.
"""

from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from tweipress.core import chart
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, SessionId
from tweipress.core.state.outcome import Outcome
from tweipress.core.state.registry import Act
from tweipress.core.tariff import default
from tweipress.simulate.memory_bank import MemoryBank

MEMBERS = 12
FIRST_TWEI = 100_000
TTR_S = 30
FRESH = 40
"""How many of the newest articles and comments it uses: old ones are empty."""
NEW_YEAR_MS = 1_767_225_600_000
DRAWN: dict[type[Act], int] = {
    Publish: 4,
    Comment: 16,
    Open: 380,
    Plus: 180,
    Minus: 90,
    Done: 80,
    Like: 200,
    Dislike: 30,
    Settle: 20,
}
"""How often each act is tried, in a thousand."""
KINDS, WEIGHTS = tuple(DRAWN), tuple(DRAWN.values())


class Tiny(NamedTuple):
    """The result of a ring: its acts, its Twei before and after, and how often it gained."""

    acts: int
    began_twei: int
    ended_twei: int
    gains: int


def tiny_acts(number: int, seed: int) -> Tiny:
    """Play acts inside a ring; count those after which it owns more than before."""
    return _Ring(Random(seed)).play(number)


@dataclass
class _Ring:
    chance: Random

    def __post_init__(self) -> None:
        self.bank = MemoryBank(default(), gates=False)
        self.now_ms = NEW_YEAR_MS
        self.serial = self.articles = self.comments = 0
        self.sessions: dict[int, str] = {}
        self._do(Deposit(MemberId(0), 1_000_000))
        for member in range(1, MEMBERS + 1):
            self._do(Join(MemberId(member), 13))
            self._do(Deposit(MemberId(member), FIRST_TWEI))
        self._do(OpenDay("2026-01-01"))

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
        if kind is Publish or not self.articles:
            self.articles += 1
            return Publish(MemberId(member), ArticleId(self.articles), TTR_S, 100, 1)
        if kind is Comment or not self.comments:
            self.comments += 1
            return Comment(
                MemberId(member), ArticleId(self._recent(self.articles)), CommentId(self.comments)
            )
        if kind is Open:
            self.sessions[member] = f"s{self.serial}"
            return Open(
                MemberId(member),
                ArticleId(self._recent(self.articles)),
                SessionId(self.sessions[member]),
            )
        if kind is Like:
            return Like(MemberId(member), CommentId(self._recent(self.comments)))
        if kind is Dislike:
            return Dislike(MemberId(member), CommentId(self._recent(self.comments)), "tiny")
        if kind is Settle:
            return Settle(CommentId(self._recent(self.comments)))
        session = self.sessions.get(member, "")
        if kind is Plus:
            return Plus(MemberId(member), SessionId(session), 1)
        return (Minus if kind is Minus else Done)(MemberId(member), SessionId(session), 1)

    def _recent(self, newest: int) -> int:
        return newest - self.chance.randrange(min(newest, FRESH))

    def _wealth_twei(self) -> int:
        return sum(twei for account, twei in self.bank.balances().items() if _is_its_own(account))


def _gain_twei(outcome: Outcome) -> int:
    """Return the Twei that an act brought into the ring, or took out of it."""
    return sum(
        amount_twei * (_is_its_own(credit) - _is_its_own(debit))
        for debit, credit, amount_twei in outcome.transfers
    )


def _is_its_own(account: str) -> bool:
    """Tell whether an account is the ring's: all are, except the pool, the day's, and outside."""
    return account not in _OTHERS


_OTHERS = frozenset({chart.POOL, chart.EXT, chart.DAY_READ, chart.DAY_COMMENTS})

"""Junk before juries of whom some approve anything and most others do not answer.

On the rules alone. `python -m farm.rules.juries` prints the table of docs/review.md.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final, NamedTuple

from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reviews.ask_review import AskReview
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.acts.reviews.draw_jury import DrawJury
from tweipress.core.acts.reviews.verdict import Verdict
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.review import Review, ReviewState
from tweipress.core.state.outcome import Outcome
from tweipress.core.state.registry import Act
from tweipress.core.tariff import Tariff, default
from tweipress.core.units import MS_PER_S
from tweipress.simulate.memory_bank import MemoryBank

SEED: Final = 1
DISHONEST: Final = 5
ANSWERS: Final = 0.25
"""How often an honest juror answers in time; a dishonest one always does."""
REVIEWS: Final = 1000
A_WORLD: Final = 50
"""How many reviews are played in the same books."""
BENCHES: Final = (12, 20, 40, 100)
AUTHOR: Final = MemberId(1)
FIRST: Final = 2
HEADER: Final = (
    "| may be drawn | approved before | approved now | not approved now | left to an editor now |\n"
    "|---|---|---|---|---|"
)
ANY_TIME: Final = replace(default(), review_rest_s=0, review_rest_max_s=0)
"""One author stands for many: nobody rests."""
BEFORE: Final = replace(ANY_TIME, review_candidates_min=0, review_redraws_max=10**6)
"""Any bench will do, and silent seats are drawn anew without end."""


class Ended(NamedTuple):
    """How many of so many reviews a jury approved, and denied, and how many it left."""

    approved: int
    denied: int
    left: int

    def share(self, part: int) -> str:
        """Return a part as a whole percentage."""
        return f"{100 * part / sum(self):.0f} %"


class Court:
    """Books with a bench, in which junk is asked about again and again."""

    def __init__(self, tariff: Tariff, candidates: int, chance: Random) -> None:
        """Let an author and the bench join; the first few of the bench are dishonest."""
        self._tariff, self._chance = tariff, chance
        self._bank = MemoryBank(tariff, gates=True)
        self._now_ms = 0
        self._do(OpenDay("2026-01-01"))
        self._do(Join(AUTHOR, tariff.review_level))
        self._do(Deposit(AUTHOR, tariff.review_bond_twei))
        for juror in range(FIRST, FIRST + candidates):
            self._do(Join(MemberId(juror), tariff.juror_level))

    def judge(self, article: ArticleId) -> str:
        """Ask about junk; return what its jury made of it, `open` for nothing."""
        self._do(AskReview(AUTHOR, article, f"digest {article}", 180, 700, 3))
        while self._draw(article) and self._state(article) == ReviewState.OPEN:
            self._now_ms += self._tariff.review_answer_s * MS_PER_S
        ended = self._state(article)
        if ended != ReviewState.DENIED:
            self._do(DecideReview(article, approves=False, reason="junk"))
        return ended

    def _draw(self, article: ArticleId) -> list[MemberId]:
        """Let a jury be drawn and answer; return who was drawn."""
        seed = f"{self._chance.getrandbits(256):064x}"
        answer = self._do(DrawJury(article, seed)).answer.get("jurors", "")
        jurors = [MemberId(int(juror)) for juror in str(answer).split()]
        for juror in self._chance.sample(jurors, len(jurors)):
            is_dishonest = juror < FIRST + DISHONEST
            answers = is_dishonest or self._chance.random() < ANSWERS
            if answers and self._state(article) == ReviewState.OPEN:
                self._do(Verdict(juror, article, approves=is_dishonest, reason="read"))
        return jurors

    def _state(self, article: ArticleId) -> ReviewState:
        review = self._bank.world.get(Review, article)
        assert review is not None
        return review.state

    def _do(self, act: Act) -> Outcome:
        answer = self._bank.do(act, self._now_ms)
        assert isinstance(answer, Outcome), answer
        return answer


def played(tariff: Tariff, candidates: int, reviews: int = REVIEWS, seed: int = SEED) -> Ended:
    """Return how so many reviews ended before a bench of so many."""
    chance = Random(seed)
    ended: Counter[str] = Counter()
    for start in range(0, reviews, A_WORLD):
        court = Court(tariff, candidates, chance)
        for number in range(start, min(reviews, start + A_WORLD)):
            ended[court.judge(ArticleId(number + 1))] += 1
    states = (ReviewState.APPROVED, ReviewState.DENIED, ReviewState.OPEN)
    return Ended(*(ended[state] for state in states))


def table() -> Iterator[str]:
    """Yield the lines of the table."""
    yield HEADER
    for candidates in BENCHES:
        before, now = played(BEFORE, candidates), played(ANY_TIME, candidates)
        shares = (now.share(part) for part in now)
        cells = (str(candidates), before.share(before.approved), *shares)
        yield f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    print("\n".join(table()))  # what it is for

"""Proof of reading: which parts of an article count as read, and when (rulebook, section 5).

The functions here are pure: the time is passed in. tokens.py signs proofs.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tweipress.core.money import BPS
from tweipress.core.refusals import Refusal
from tweipress.core.rules.reading import is_past, session_life_ms
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S, whole_s

PERCENT = 100


class Proof(NamedTuple):
    """How far a member has read in a session: when each part was proven, in ms since it opened."""

    member: int
    article: int
    session: str
    opened_ms: int
    arrivals_ms: tuple[int, ...] = ()

    @property
    def next_index(self) -> int:
        """Return the number of the part to prove next, from 1; one past the last at the end."""
        return len(self.arrivals_ms) + 1

    @property
    def last_ms(self) -> int:
        """Return when the last part was proven, or the session opened, in ms since the epoch."""
        return self.opened_ms + (self.arrivals_ms[-1] if self.arrivals_ms else 0)


class Pace(NamedTuple):
    """The least time that each part takes, and how long a session on the article lives."""

    floors_ms: tuple[int, ...]
    life_ms: int


class Progress(NamedTuple):
    """How far a proof is: the least time to the rating, and to the next beacon."""

    percent: int
    left_ms: int
    wait_ms: int


def pace(part_words: Sequence[int], time_to_read_s: int, tariff: Tariff) -> Pace:
    """Return the pace of an article from the number of words in each part, rounded up."""
    total = max(1, sum(part_words))
    reading_ms = (-(-time_to_read_s * MS_PER_S * words // total) for words in part_words)
    return Pace(
        tuple(-(-part_ms * tariff.reading_floor_bps // BPS) for part_ms in reading_ms),
        session_life_ms(time_to_read_s, tariff),
    )


def accept_beacon(proof: Proof, index: int, pace: Pace, now_ms: int) -> Proof | Refused:
    """Return the proof with part `index` proven now, or the reason why it cannot be."""
    if index != proof.next_index or index > len(pace.floors_ms):
        return refuse(Refusal.PROOF_FORGED)
    if is_over(proof, pace, now_ms):
        return refuse(Refusal.SESSION_GONE)
    wait_ms = proof.last_ms + pace.floors_ms[index - 1] - now_ms
    if wait_ms > 0:
        return refuse(Refusal.PROOF_TOO_EARLY, wait_s=whole_s(wait_ms))
    return proof._replace(arrivals_ms=(*proof.arrivals_ms, now_ms - proof.opened_ms))


def is_over(proof: Proof, pace: Pace, now_ms: int) -> bool:
    """Tell whether the session of a proof has expired."""
    return is_past(proof.opened_ms, pace.life_ms, now_ms)


def progress(proof: Proof, pace: Pace, now_ms: int) -> Progress:
    """Return how far a proof is; the percentage counts the time of proven parts."""
    ahead_ms = pace.floors_ms[proof.next_index - 1 :]
    wait_ms = max(0, proof.last_ms + ahead_ms[0] - now_ms) if ahead_ms else 0
    total_ms = max(1, sum(pace.floors_ms))
    percent = PERCENT - -(-PERCENT * sum(ahead_ms) // total_ms)
    return Progress(percent, wait_ms + sum(ahead_ms[1:]), wait_ms)

"""Metrics of a teller: counts of its own work, without members or amounts.

The counts end with the process. config/metrics.py formats them.
"""

import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from tweipress.bank.teller.ticket import Answer, Ticket
from tweipress.core.state.outcome import Refused
from tweipress.core.state.registry import rule_of

BATCH_ACTS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
COMMIT_US = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 250_000, 1_000_000)


class Histogram(NamedTuple):
    """How many values were at most each bound, or beyond the last; `total` is their sum."""

    bounds: tuple[int, ...]
    counts: tuple[int, ...]
    total: int


class Figures(NamedTuple):
    """A leading teller at one moment: its queue, and what it did since its process began."""

    queue: int
    epoch: int
    seq: int
    failed_batches: int
    answers: dict[str, int]
    refusals: dict[str, int]
    batch_acts: Histogram
    commit_us: Histogram


class Metrics:
    """Counts for one teller; its threads count one after another."""

    def __init__(self) -> None:
        """Begin with all counts at 0."""
        self._lock = threading.Lock()
        self._answers: Counter[str] = Counter()
        self._refusals: Counter[str] = Counter()
        self._failed_batches = 0
        self._batch_acts = _Bins(BATCH_ACTS)
        self._commit_us = _Bins(COMMIT_US)

    def note_answers(self, tickets: Sequence[Ticket], answers: Iterable[Answer]) -> None:
        """Count accepted acts by name, and refused ones by the refusal's name."""
        with self._lock:
            for ticket, answer in zip(tickets, answers, strict=True):
                if isinstance(answer, Refused):
                    self._refusals[answer.name] += 1
                else:
                    self._answers[rule_of(ticket.act).name] += 1

    def note_refusal(self, refused: Refused) -> Refused:
        """Count an act that was refused before it joined the queue, and return the refusal."""
        with self._lock:
            self._refusals[refused.name] += 1
        return refused

    def note_batch(self, acts: int, commit_us: int) -> None:
        """Count a batch that was committed."""
        with self._lock:
            self._batch_acts.add(acts)
            self._commit_us.add(commit_us)

    def note_failure(self) -> None:
        """Count a batch that could not be committed."""
        with self._lock:
            self._failed_batches += 1

    def figures(self, queue: int, epoch: int, seq: int) -> Figures:
        """Return all counts, with the teller's present queue, epoch and posting."""
        with self._lock:
            return Figures(
                queue,
                epoch,
                seq,
                self._failed_batches,
                dict(self._answers),
                dict(self._refusals),
                self._batch_acts.histogram(),
                self._commit_us.histogram(),
            )


class _Bins:
    def __init__(self, bounds: tuple[int, ...]) -> None:
        self._bounds = bounds
        self._counts = [0] * (len(bounds) + 1)
        self._total = 0

    def add(self, value: int) -> None:
        self._counts[bisect_left(self._bounds, value)] += 1
        self._total += value

    def histogram(self) -> Histogram:
        return Histogram(self._bounds, tuple(self._counts), self._total)


def to_data(figures: Figures) -> dict[str, Any]:
    """Return figures as the socket carries them."""
    return figures._asdict()


def from_data(data: dict[str, Any]) -> Figures:
    """Return the figures that `to_data` made."""
    histograms = {
        name: Histogram(tuple(data[name][0]), tuple(data[name][1]), data[name][2])
        for name in ("batch_acts", "commit_us")
    }
    return Figures(**{**data, **histograms})

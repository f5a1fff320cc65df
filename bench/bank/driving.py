"""Callers that send one act after another, as fast as they are answered, and their timings."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from time import perf_counter
from typing import Final

from bench.frame.samples import percentile

MS_PER_S: Final = 1_000
STACK_BYTES: Final = 512 * 1024


@dataclass(frozen=True)
class Timing:
    """The timings of one round of a peer: acts done, duration, and each caller's waits."""

    acts: int
    elapsed_s: float
    waits_s: tuple[float, ...]

    @property
    def acts_per_s(self) -> float:
        """Return the rate."""
        return self.acts / self.elapsed_s

    def wait_ms(self, hundredths: int) -> float:
        """Return a percentile of the time a caller waited for an act."""
        return percentile(self.waits_s, hundredths) * MS_PER_S


def drive(do: Callable[[int], int], numbers: "count[int]", callers: int, seconds: float) -> Timing:
    """Let threads call `do` with new numbers; it returns how many acts it did."""
    threading.stack_size(STACK_BYTES)
    start, done, failed = threading.Event(), [], []
    end_s = [0.0]

    def call() -> None:
        waits: list[tuple[int, float]] = []
        start.wait()
        try:
            while (begun := perf_counter()) < end_s[0]:
                acts = do(next(numbers))
                waits.append((acts, (perf_counter() - begun) / acts))
        except Exception as error:  # noqa: BLE001  # raised again where the round was started
            failed.append(error)
        done.append(waits)

    threads = [threading.Thread(target=call) for _ in range(callers)]
    for thread in threads:
        thread.start()
    begun_s = perf_counter()
    end_s[0] = begun_s + seconds
    start.set()
    for thread in threads:
        thread.join()
    elapsed_s = perf_counter() - begun_s
    if failed:
        raise failed[0]
    waits = [wait for waited in done for wait in waited]
    return Timing(sum(acts for acts, _ in waits), elapsed_s, tuple(wait for _, wait in waits))

"""Simulated programs that read for Twei: how long each kind waits, and the order a farm reads in.

All of them respect the least time of a proof of reading, since anything sooner is refused.
"""

import math
from collections.abc import Callable
from random import Random
from typing import Final

from tweipress.core.rules.reading import floor_ms, time_to_read_s
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_DAY, MS_PER_S
from tweipress.risk.fitting.population import Text, read
from tweipress.risk.reads import Read

Wait = Callable[[Random, int], float]
"""A program's waiting time in seconds, from a random generator and the Time to Read in seconds."""

HUMAN_LN: Final = 0.10
HUMAN_SD_LN: Final = 0.35
LATENCY_S: Final = 0.2
MINUTE_S: Final = 60.0


def at_the_floor(_chance: Random, _time_to_read: int) -> float:
    """Wait for the least time that the proof demands."""
    return 0.0


def time_to_read(chance: Random, time_to_read: int) -> float:
    """Wait for the Time to Read, plus or minus two per cent."""
    return time_to_read * chance.uniform(0.98, 1.02)


def fixed_minute(_chance: Random, _time_to_read: int) -> float:
    """Wait for one minute on every article."""
    return MINUTE_S


def evenly(chance: Random, time_to_read: int) -> float:
    """Wait for 0.8 to 1.2 of the Time to Read, uniformly distributed."""
    return time_to_read * chance.uniform(0.8, 1.2)


def as_people_do(chance: Random, time_to_read: int, sd_ln: float = HUMAN_SD_LN) -> float:
    """Wait as one reader of average speed does: a humaniser, the same for all its accounts."""
    return time_to_read * math.exp(chance.gauss(HUMAN_LN, sd_ln))


BY_ACCOUNT: Final[dict[str, Wait]] = {
    "exactly the floor": at_the_floor,
    "Time to Read ± 2 %": time_to_read,
    "a fixed 60 s": fixed_minute,
    "uniform 0.8–1.2": evenly,
}
"""The programs that account detectors recognise."""


def window(
    chance: Random, wait: Wait, texts: list[Text], starts_ms: int, tariff: Tariff
) -> list[Read]:
    """Return an account's readings of these articles, one after another from `starts_ms`."""
    reads = []
    at_ms = starts_ms
    for text in texts:
        reading_s = time_to_read_s(text.words, tariff)
        least_s = floor_ms(reading_s, tariff) / MS_PER_S + chance.expovariate(1 / LATENCY_S)
        taken_s = max(least_s, wait(chance, reading_s))
        at_ms += round(taken_s * MS_PER_S)
        reads.append(read(at_ms, text, taken_s, tariff))
    return reads


def farm(
    chance: Random, wait: Wait, texts: list[Text], accounts: int, tariff: Tariff
) -> dict[int, list[Read]]:
    """Return a farm's windows: the same articles, each account at its own time and order."""
    windows = {}
    for account in range(1, accounts + 1):
        order = chance.sample(texts, len(texts))
        starts_ms = round(chance.uniform(0, MS_PER_DAY))
        windows[account] = window(chance, wait, order, starts_ms, tariff)
    return windows

"""Programs that read for Twei: how long each kind waits, and how a farm walks through a paper.

All of them obey the floor of the proof: what comes sooner is refused and waited for.
"""

import math
from collections.abc import Callable
from random import Random
from typing import Final

from tweipress.core.rules.reading import MS_PER_S, floor_ms, time_to_read_s
from tweipress.core.tariff import Tariff
from tweipress.risk.fitting.population import DAY_MS, Text, read
from tweipress.risk.reads import Read

Wait = Callable[[Random, int], float]
"""How long (s) a program waits on an article whose Time to Read is given (s)."""

HUMAN_LN: Final = 0.10
HUMAN_SD_LN: Final = 0.35
LATENCY_S: Final = 0.2
MINUTE_S: Final = 60.0


def at_the_floor(_chance: Random, _time_to_read: int) -> float:
    """Wait for as long as the proof demands, and no longer."""
    return 0.0


def time_to_read(chance: Random, time_to_read: int) -> float:
    """Wait for the Time to Read, two per cent more or less."""
    return time_to_read * chance.uniform(0.98, 1.02)


def fixed_minute(_chance: Random, _time_to_read: int) -> float:
    """Wait for a minute, whatever the article."""
    return MINUTE_S


def evenly(chance: Random, time_to_read: int) -> float:
    """Wait for 0.8 to 1.2 of the Time to Read, every part as likely."""
    return time_to_read * chance.uniform(0.8, 1.2)


def as_people_do(chance: Random, time_to_read: int, sd_ln: float = HUMAN_SD_LN) -> float:
    """Wait as one person of the mean speed varies: a humaniser, the same for all its accounts."""
    return time_to_read * math.exp(chance.gauss(HUMAN_LN, sd_ln))


BY_ACCOUNT: Final[dict[str, Wait]] = {
    "exactly the floor": at_the_floor,
    "Time to Read ± 2 %": time_to_read,
    "a fixed 60 s": fixed_minute,
    "uniform 0.8–1.2": evenly,
}
"""The programs that each of their accounts gives away."""


def window(
    chance: Random, wait: Wait, texts: list[Text], starts_ms: int, tariff: Tariff
) -> list[Read]:
    """Return an account's readings of these articles, one after another from a time on."""
    found = []
    at_ms = starts_ms
    for text in texts:
        reading_s = time_to_read_s(text.words, tariff)
        least_s = floor_ms(reading_s, tariff) / MS_PER_S + chance.expovariate(1 / LATENCY_S)
        taken_s = max(least_s, wait(chance, reading_s))
        at_ms += round(taken_s * MS_PER_S)
        found.append(read(at_ms, text, taken_s, tariff))
    return found


def farm(
    chance: Random, wait: Wait, texts: list[Text], accounts: int, tariff: Tariff
) -> dict[int, list[Read]]:
    """Return a farm's windows: all read the same, each at its own time and in its own order."""
    found = {}
    for account in range(1, accounts + 1):
        order = chance.sample(texts, len(texts))
        starts_ms = round(chance.uniform(0, DAY_MS))
        found[account] = window(chance, wait, order, starts_ms, tariff)
    return found

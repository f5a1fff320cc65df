"""Windows of readings for the tests of risk: drawn with a seed, or made to measure."""

from collections.abc import Callable, Iterable
from random import Random

from tweipress.core.rules.reading import floor_ms, time_to_read_s
from tweipress.core.tariff import default
from tweipress.core.units import MS_PER_DAY, MS_PER_S
from tweipress.risk.fitting import population
from tweipress.risk.fitting.population import Model
from tweipress.risk.reads import Read

TARIFF = default()
WINDOW = TARIFF.risk_window_reads
MODEL = Model()
Takes = Callable[[Random, int], float]
"""How long (s) a reader takes for so many words."""


def reads(
    taken_s: Iterable[float], words: Iterable[int] | None = None, start_ms: int = 0
) -> list[Read]:
    """Return readings that took so long, of texts of 600 words unless told, a minute apart."""
    times = list(taken_s)
    lengths = list(words or [600] * len(times))
    return [
        Read(number, start_ms + number * 60_000, round(s * MS_PER_S), length, ttr(length))
        for number, (s, length) in enumerate(zip(times, lengths, strict=True))
    ]


def ttr(words: int) -> int:
    """Return the Time to Read in seconds."""
    return time_to_read_s(words, TARIFF)


def lengths(chance: Random, number: int = WINDOW) -> list[int]:
    """Draw lengths of articles."""
    return [population.words(chance, MODEL) for _ in range(number)]


def window(chance: Random, takes: Takes, articles: Iterable[int] | None = None) -> list[Read]:
    """Draw a window of a reader who waits where the floor makes him, three readings a day."""
    readings = []
    for number, words in enumerate(articles or lengths(chance)):
        least_s = floor_ms(ttr(words), TARIFF) / MS_PER_S
        taken_s = max(least_s, takes(chance, words))
        at_ms = round(number / 3 * MS_PER_DAY + chance.uniform(0, MS_PER_DAY / 6))
        readings.append(Read(number, at_ms, round(taken_s * MS_PER_S), words, ttr(words)))
    return readings


def person(speed_wpm: float) -> Takes:
    """Return how somebody of a speed reads, by the model."""
    return lambda chance, words: population.dwell_s(chance, MODEL, speed_wpm, words)

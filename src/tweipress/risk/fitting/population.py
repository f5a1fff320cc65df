"""A simulated population of human readers: how long each of them takes for which article.

The model and its sources are in docs/reading.md. Everything is drawn from a random generator that
is passed in, so a seed repeats it. No Twei are involved.
"""

import math
from dataclasses import dataclass, replace
from random import Random
from typing import Final, NamedTuple

from tweipress.core.rules.reading import floor_ms, time_to_read_s
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_DAY, MS_PER_S, S_PER_H, S_PER_MIN
from tweipress.risk.reads import Read

PAPER_DAYS: Final = 30
Windows = dict[int, list[Read]]


@dataclass(frozen=True, slots=True)
class Model:
    """How fast people read, how much that varies, and how long articles are.

    A skimmed reading takes a fraction of the reader's plain time instead of the usual random
    factor; with `skims_vary`, that fraction of what the reading would have taken.
    """

    speed_wpm: float = 238
    speed_sd_wpm: float = 49
    slowest_wpm: float = 110
    fastest_wpm: float = 450
    factor_ln: float = 0.10
    factor_sd_ln: float = 0.35
    skimmed: float = 0.15
    skim_low: float = 0.35
    skim_high: float = 0.75
    pause_s: float = 4
    words: float = 600
    words_sd_ln: float = 0.5
    shortest_words: int = 100
    longest_words: int = 3000
    skims_vary: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """How people use the site: how many articles a day, how many days back, and at which hours."""

    articles_a_day: int = 10
    fewest_a_day: int = 2
    most_a_day: int = 10
    days_back: int = 3
    sitting_sd_h: float = 1.5
    first_hour: int = 6
    last_hour: int = 22


class Text(NamedTuple):
    """An article: its number, its length, and the day of its publication."""

    article: int
    words: int
    day: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """Readers' first windows, and how many of their readings came too early for a proof."""

    windows: Windows
    reads: int
    refused: int


MODEL: Final = Model()
SPREADS: Final[dict[str, Model]] = {
    "as fitted": MODEL,
    "times vary less: 0.30": replace(MODEL, factor_sd_ln=0.30),
    "times vary less: 0.25": replace(MODEL, factor_sd_ln=0.25),
    "times vary more: 0.45": replace(MODEL, factor_sd_ln=0.45),
    "people differ less: 30 words a minute": replace(MODEL, speed_sd_wpm=30),
    "people differ more: 70 words a minute": replace(MODEL, speed_sd_wpm=70),
    "nobody skims": replace(MODEL, skimmed=0),
    "a third is skimmed": replace(MODEL, skimmed=0.33),
    "a skim is a part of what the reading would have taken": replace(MODEL, skims_vary=True),
    "articles of nearly one length": replace(MODEL, words_sd_ln=0.1),
}
"""Variants of the model, to see how the figures depend on its spread."""


def crowd(
    seed: int,
    accounts: int,
    tariff: Tariff,
    model: Model = MODEL,
    habits: Habits | None = None,
) -> Crowd:
    """Return a population's first windows; readings that came too early are prolonged."""
    chance, habits = Random(seed), habits or Habits()  # noqa: S311  # a seed repeats a population
    texts = paper(chance, model, habits, PAPER_DAYS)
    windows: Windows = {}
    refused = 0
    for account in range(1, accounts + 1):
        speed = speed_wpm(chance, model)
        windows[account] = []
        for at_ms, text in chosen(chance, habits, texts, tariff.risk_window_reads):
            reading = read(at_ms, text, dwell_s(chance, model, speed, text.words), tariff)
            least_ms = floor_ms(reading.time_to_read_s, tariff)
            refused += reading.dwell_ms < least_ms
            windows[account].append(reading._replace(dwell_ms=max(least_ms, reading.dwell_ms)))
    return Crowd(windows, sum(map(len, windows.values())), refused)


def paper(chance: Random, model: Model, habits: Habits, days: int) -> list[Text]:
    """Return the articles that a site publishes in that many days."""
    return [
        Text(day * habits.articles_a_day + number, words(chance, model), day)
        for day in range(days)
        for number in range(habits.articles_a_day)
    ]


def words(chance: Random, model: Model) -> int:
    """Draw the length of an article."""
    drawn = model.words * math.exp(model.words_sd_ln * chance.gauss(0, 1))
    return round(min(model.longest_words, max(model.shortest_words, drawn)))


def speed_wpm(chance: Random, model: Model) -> float:
    """Draw a reader's speed in words a minute."""
    drawn = chance.gauss(model.speed_wpm, model.speed_sd_wpm)
    return min(model.fastest_wpm, max(model.slowest_wpm, drawn))


def dwell_s(chance: Random, model: Model, speed: float, length: int) -> float:
    """Draw the seconds that a reader of that speed spends on an article of that length."""
    factor = math.exp(chance.gauss(model.factor_ln, model.factor_sd_ln))
    if chance.random() < model.skimmed:
        skim = chance.uniform(model.skim_low, model.skim_high)
        factor = factor * skim if model.skims_vary else skim
    pause_s = chance.expovariate(1 / model.pause_s) if model.pause_s else 0.0
    return S_PER_MIN * length / speed * factor + pause_s


def read(at_ms: int, text: Text, taken_s: float, tariff: Tariff) -> Read:
    """Return a reading as the site stores it."""
    return Read(
        article=text.article,
        at_ms=at_ms,
        dwell_ms=round(taken_s * MS_PER_S),
        words=text.words,
        time_to_read_s=time_to_read_s(text.words, tariff),
    )


def chosen(chance: Random, habits: Habits, texts: list[Text], reads: int) -> list[tuple[int, Text]]:
    """Draw which articles somebody reads, and when (ms), until there are `reads` readings."""
    a_day = chance.randint(habits.fewest_a_day, habits.most_a_day)
    hour = chance.uniform(habits.first_hour, habits.last_hour)
    seen: set[int] = set()
    choices: list[tuple[int, Text]] = []
    for day in range(texts[-1].day + 1):
        first = max(0, day - habits.days_back + 1) * habits.articles_a_day
        fresh = texts[first : (day + 1) * habits.articles_a_day]
        left = [text for text in fresh if text.article not in seen]
        sits_ms = day * MS_PER_DAY + round(
            chance.gauss(hour, habits.sitting_sd_h) * S_PER_H * MS_PER_S
        )
        for text in chance.sample(left, min(a_day, len(left))):
            sits_ms += 2 * S_PER_MIN * MS_PER_S
            seen.add(text.article)
            choices.append((sits_ms, text))
            if len(choices) == reads:
                return choices
    return choices

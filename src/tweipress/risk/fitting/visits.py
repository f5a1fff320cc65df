"""A simulated population of visitors: how many sessions each of them opens in a week, and finishes.

Most people do not finish everything: they skim, are interrupted, or never press a button. The page
opens a session by itself, but never ends one that lives; to leave it for another article, a reader
has to ask for that. So somebody who finishes nothing opens few sessions. The model is described in
docs/reading.md.
"""

from dataclasses import dataclass, replace
from random import Random
from typing import Final

from tweipress.core.rules import levels
from tweipress.core.rules.reading import session_life_ms, time_to_read_s
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S, S_PER_MIN
from tweipress.risk.fitting import population
from tweipress.risk.fitting.population import MODEL
from tweipress.risk.reads import Sessions

PAUSE_S: Final = 2 * S_PER_MIN
FIRST_LEVEL: Final = 1


@dataclass(frozen=True, slots=True)
class Visitors:
    """How people visit: a part finishes nothing at all, the others a part of what they open.

    That part differs from person to person: it has a Beta distribution. Who leaves an article
    unfinished has read between nothing and all of it, and comes back later in some cases.
    `switches` is how often somebody asks to leave a session that lives for another article.
    """

    never: float = 0.10
    finishes_a: float = 2.0
    finishes_b: float = 2.0
    fewest_a_day: int = 2
    most_a_day: int = 10
    switches: float = 0.3
    comes_back: float = 0.2


VISITORS: Final = Visitors()
HABITS: Final[dict[str, Visitors]] = {
    "as fitted": VISITORS,
    "a fifth never finishes": replace(VISITORS, never=0.20),
    "people finish a third: Beta(1, 2)": replace(VISITORS, finishes_a=1.0),
    "everybody switches": replace(VISITORS, switches=1.0),
    "twice as many articles a day": replace(VISITORS, fewest_a_day=4, most_a_day=20),
}
"""Variants of the model, to see how the figures depend on it."""


def crowd(
    seed: int, accounts: int, tariff: Tariff, visitors: Visitors = VISITORS
) -> list[Sessions]:
    """Return a week of every account of a population."""
    chance = Random(seed)  # noqa: S311  # a seed repeats a population
    return [_week(chance, account, tariff, visitors) for account in range(1, accounts + 1)]


def idlers(seed: int, accounts: int, tariff: Tariff, finished: float) -> list[Sessions]:
    """Return a week of accounts that open as much as LVL 1 may, and finish that part of it."""
    chance = Random(seed)  # noqa: S311  # a seed repeats a population
    opened = tariff.risk_opened_days * levels.opens_per_day(FIRST_LEVEL, tariff)
    return [
        Sessions(account, opened, sum(chance.random() < finished for _ in range(opened)))
        for account in range(1, accounts + 1)
    ]


def _week(chance: Random, account: int, tariff: Tariff, visitors: Visitors) -> Sessions:
    finishes = 0.0
    if chance.random() >= visitors.never:
        finishes = chance.betavariate(visitors.finishes_a, visitors.finishes_b)
    speed = population.speed_wpm(chance, MODEL)
    a_day = chance.randint(visitors.fewest_a_day, visitors.most_a_day)
    days = [
        _day(chance, a_day, finishes, speed, tariff, visitors)
        for _ in range(tariff.risk_opened_days)
    ]
    return Sessions(account, sum(day[0] for day in days), sum(day[1] for day in days))


def _day(
    chance: Random, articles: int, finishes: float, speed: float, tariff: Tariff, visitors: Visitors
) -> tuple[int, int]:
    """Return how many sessions are opened and finished in one sitting, article after article.

    Who finishes hardly any stays at LVL 1, so its quota of sessions holds for everybody here.
    """
    quota = levels.opens_per_day(FIRST_LEVEL, tariff)
    opened = finished = 0
    at_s = free_s = 0.0
    waiting = articles
    while waiting:
        waiting -= 1
        length = population.words(chance, MODEL)
        taken_s = population.dwell_s(chance, MODEL, speed, length)
        is_finished = chance.random() < finishes
        is_free = at_s >= free_s or is_finished or chance.random() < visitors.switches
        if is_free and opened < quota:
            opened += 1
            finished += is_finished
            life_s = session_life_ms(time_to_read_s(length, tariff), tariff) / MS_PER_S
            free_s = at_s + (taken_s if is_finished else life_s)
        if not is_finished:
            taken_s *= chance.random()
            waiting += chance.random() < visitors.comes_back
        at_s += taken_s + PAUSE_S
    return opened, finished

"""Fits the bounds of the session detector on one population and reports on a second one."""

from collections.abc import Iterable, Iterator
from typing import Final

from tweipress.core.money import BPS
from tweipress.core.tariff import Tariff
from tweipress.risk.detectors import sessions
from tweipress.risk.fitting import visits
from tweipress.risk.fitting.fit import RARE, WEAKEST, Measured
from tweipress.risk.reads import Sessions

ONE_IN_FIFTY: Final = 0.02
FLAGGED_MAX: Final = 0.005
IDLERS_MIN: Final = 0.95


def fitted(seed: int, accounts: int, tariff: Tariff) -> dict[str, int]:
    """Return the figures that a population suggests, by their keys in the tariff.

    The part that must be finished finds 98 of 100 programs that finish one session in fifty. Of all
    people, one in a thousand opens as many sessions as it takes, and finishes less.
    """
    parts = sorted(_part(week) for week in visits.idlers(seed, accounts, tariff, ONE_IN_FIFTY))
    most_bps = int(parts[int(len(parts) * WEAKEST)] * BPS) + 1
    people = visits.crowd(seed, accounts, tariff)
    opened = sorted((week.opened for week in people if _part(week) * BPS < most_bps), reverse=True)
    return {
        "risk_opened_min": opened[int(len(people) * RARE)] + 1,
        "risk_finished_max_bps": most_bps,
    }


def people(seed: int, accounts: int, tariff: Tariff) -> Iterator[Measured]:
    """Yield the share of people who are flagged for what they leave unfinished."""
    crowd = visits.crowd(seed, accounts, tariff)
    what = "accounts flagged for what they leave unfinished"
    yield Measured(what, _flagged(crowd, tariff), at_most=FLAGGED_MAX)


def programs(seed: int, accounts: int, tariff: Tariff) -> Iterator[Measured]:
    """Yield the share of accounts flagged that open as much as they may and finish hardly any."""
    for what, finished in (
        ("opened and never rated", 0.0),
        ("one session in fifty finished", ONE_IN_FIFTY),
    ):
        share = _flagged(visits.idlers(seed, accounts, tariff, finished), tariff)
        yield Measured(what, share, at_least=IDLERS_MIN)


def moved(seed: int, accounts: int, tariff: Tariff) -> Iterator[tuple[str, float]]:
    """Yield the share of people who are flagged for each variant of the model."""
    for name, visitors in visits.HABITS.items():
        yield name, _flagged(visits.crowd(seed, accounts, tariff, visitors), tariff)


def _flagged(weeks: Iterable[Sessions], tariff: Tariff) -> float:
    flagged = [bool(sessions.detect(week, tariff)) for week in weeks]
    return sum(flagged) / len(flagged)


def _part(week: Sessions) -> float:
    return week.finished / week.opened

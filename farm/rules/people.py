"""The populations: how many of thousands of readers and programs the rules of risk flag.

Model, seeds and bounds are those of `tweipress risk fit` (tweipress.risk.fitting): thresholds were
fitted on one population, this reports on another.
"""

from collections.abc import Iterator
from typing import Final

from farm.stage.family import Bound
from tweipress.core.tariff import default
from tweipress.risk.fitting import fit, fit_visits
from tweipress.risk.fitting.fit import Measured

FITTED_SEED: Final = 1
FRESH_SEED: Final = 2
ACCOUNTS, PROGRAMS = 4_000, 1_000


def bounds() -> Iterator[tuple[str, Bound]]:
    """Yield the bounds of a new population of readers, and of programs."""
    tariff = default()
    for row in fit.people(FRESH_SEED, ACCOUNTS, tariff):
        yield "–", _bound(f"{ACCOUNTS:,} readers: {row.what}", row)
    for row in fit_visits.people(FRESH_SEED, ACCOUNTS, tariff):
        yield "–", _bound(f"{ACCOUNTS:,} readers: {row.what}", row)
    for row in fit_visits.programs(FRESH_SEED, PROGRAMS, tariff):
        yield "18", _bound(f"{PROGRAMS:,} programs: {row.what}", row)
    for row in fit.programs(FRESH_SEED, PROGRAMS, tariff):
        number = "2" if row.what.endswith("account by account") else "8"
        yield number, _bound(f"{PROGRAMS:,} programs: {row.what}", row)


def _bound(what: str, row: Measured) -> Bound:
    asked = f" ≥ {row.at_least:.0%}" if row.at_least else ""
    asked = f" ≤ {row.at_most:.1%}" if row.at_most < 1 else asked
    return Bound(f"{what}{asked}", f"{row.part:.2%}", row.holds)

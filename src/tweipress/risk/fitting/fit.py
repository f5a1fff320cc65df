"""Fits the detectors' bounds on one population and reports on a second one what they do.

Fitted figures are printed beside the tariff's; the report always judges by the tariff.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from random import Random
from statistics import fmean, pstdev
from typing import Final, NamedTuple

from tweipress.core.tariff import Tariff
from tweipress.risk.detectors import account, group
from tweipress.risk.fitting import farms, population
from tweipress.risk.fitting.population import Crowd, Habits, Model, Text, Windows, crowd
from tweipress.risk.reads import Read, thousandths

FARMS: Final = 200
LARGE, SMALL = 25, 12
RARE: Final = 0.001
WEAKEST: Final = 0.98
REFUSED_MAX: Final = 0.005
FLAGGED_MAX: Final = 0.01
ALONE_MIN: Final = 0.95
GROUP_MIN: Final = 0.90
WIDE_SD_LN: Final = 0.5


class Measured(NamedTuple):
    """A measured share (0 to 1) and the bounds it should keep; 0 and 1 mean no bound."""

    what: str
    part: float
    at_least: float = 0.0
    at_most: float = 1.0

    @property
    def holds(self) -> bool:
        """Tell whether the share is within its bounds."""
        return self.at_least <= self.part <= self.at_most


def fitted(seed: int, accounts: int, tariff: Tariff) -> dict[str, int]:
    """Return the figures that a population suggests, by their keys in the tariff.

    Each bound is just strict enough to find 98 of 100 of the programs that it is meant for. The
    required certainty of a slope lies half-way between the rarest human readers and those programs.
    """
    honest = [account.measure(reads) for reads in crowd(seed, accounts, tariff).windows.values()]
    even, flat = (
        [account.measure(reads) for reads in _programs(seed, accounts, wait, tariff).values()]
        for wait in (farms.evenly, farms.fixed_minute)
    )
    sigmas = (
        _quantile([pace.sigmas for pace in honest], 1 - RARE),
        _quantile([pace.sigmas for pace in flat], 1 - WEAKEST),
    )
    fitted = {
        "risk_spread_min_thousandths": _quantile([pace.spread for pace in even], WEAKEST),
        "risk_slope_gap_max_thousandths": _quantile([pace.gap for pace in flat], 1 - WEAKEST),
        "risk_slope_sigmas_thousandths": fmean(sigmas),
        "risk_medians_sd_thousandths": pstdev(pace.middle for pace in honest),
    }
    return {key: thousandths(figure) for key, figure in fitted.items()}


def people(seed: int, accounts: int, tariff: Tariff) -> Iterator[Measured]:
    """Yield the shares of a fresh population that the least time refuses and the detectors flag."""
    honest = crowd(seed, accounts, tariff)
    yield Measured("readings refused by the floor", _refused(honest), at_most=REFUSED_MAX)
    alone = _alone(honest.windows, tariff)
    yield Measured("accounts flagged by themselves", alone, at_most=FLAGGED_MAX)
    in_all = _in_all(honest.windows, tariff)
    yield Measured("accounts flagged, groups included", in_all, at_most=FLAGGED_MAX)
    everything = Habits(fewest_a_day=10, days_back=1)
    small = crowd(seed, accounts, tariff, habits=everything)
    in_all = _in_all(small.windows, tariff)
    yield Measured("the same where everybody reads everything", in_all, at_most=FLAGGED_MAX)


def programs(seed: int, accounts: int, tariff: Tariff) -> Iterator[Measured]:
    """Yield the share of each kind of program's accounts that is flagged within one window."""
    for name, wait in farms.BY_ACCOUNT.items():
        alone = _alone(_programs(seed, accounts, wait, tariff), tariff)
        yield Measured(f"{name}, account by account", alone, at_least=ALONE_MIN)
    humaniser = farms.as_people_do
    alone = _alone(_programs(seed, accounts, humaniser, tariff), tariff)
    yield Measured("a humaniser, account by account: it passes for human", alone)
    for size in (LARGE, SMALL):
        share = _farms(seed, humaniser, size, tariff)
        yield Measured(f"a humaniser's {size} accounts as a group", share, at_least=GROUP_MIN)
    wide = partial(farms.as_people_do, sd_ln=WIDE_SD_LN)
    share = _farms(seed, wide, LARGE, tariff)
    yield Measured(f"the same {LARGE}, its times varying by {WIDE_SD_LN}", share)


def moved(seed: int, accounts: int, tariff: Tariff) -> Iterator[tuple[str, float, float]]:
    """Yield the shares of accounts flagged and readings refused for each variant of the model."""
    for name, model in population.SPREADS.items():
        honest = crowd(seed, accounts, tariff, model)
        yield name, _in_all(honest.windows, tariff), _refused(honest)


def _programs(seed: int, accounts: int, wait: farms.Wait, tariff: Tariff) -> Windows:
    chance = Random(seed)  # noqa: S311  # a seed repeats a population
    return {
        account: farms.window(chance, wait, _texts(chance, tariff), 0, tariff)
        for account in range(1, accounts + 1)
    }


def _farms(seed: int, wait: farms.Wait, size: int, tariff: Tariff) -> float:
    """Return the share of all accounts of many farms that is flagged as a group."""
    chance = Random(seed)  # noqa: S311  # a seed repeats a population
    flagged = 0
    for _ in range(FARMS):
        windows = farms.farm(chance, wait, _texts(chance, tariff), size, tariff)
        flagged += len({finding.member for finding in group.detect(windows, tariff)})
    return flagged / (FARMS * size)


def _texts(chance: Random, tariff: Tariff) -> list[Text]:
    model = Model()
    numbers = range(tariff.risk_window_reads)
    return [Text(number, population.words(chance, model), 0) for number in numbers]


def _alone(windows: Mapping[int, list[Read]], tariff: Tariff) -> float:
    return len(_flagged_alone(windows, tariff)) / len(windows)


def _in_all(windows: Windows, tariff: Tariff) -> float:
    in_groups = {finding.member for finding in group.detect(windows, tariff)}
    return len(_flagged_alone(windows, tariff) | in_groups) / len(windows)


def _flagged_alone(windows: Mapping[int, list[Read]], tariff: Tariff) -> set[int]:
    return {member for member, reads in windows.items() if account.detect(member, reads, tariff)}


def _refused(honest: Crowd) -> float:
    return honest.refused / honest.reads


def _quantile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]

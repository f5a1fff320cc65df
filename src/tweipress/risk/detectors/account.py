"""Account detectors: one account's reading times that a human reader would hardly produce.

Three rules judge one window of readings at a time; windows do not overlap. Human readers vary from
text to text and from day to day, need more time for longer texts, and seldom race.
"""

import math
from collections.abc import Sequence
from statistics import fmean, median
from typing import Final, NamedTuple

from tweipress.core.reasons import FlagReason
from tweipress.core.tariff import Tariff
from tweipress.risk.reads import THOUSAND, Finding, Read, thousandths

MAD_TO_SD: Final = 1.4826
"""Makes a median absolute deviation comparable with a standard deviation."""
EXACT: Final = 1e-3
"""The least standard error of a slope: times are stored in whole milliseconds."""
VERSION: Final = 1


class Pace(NamedTuple):
    """The statistics of a window of readings.

    `spread` is the spread of the paces, `middle` their median. `slope` is the slope of ln time on
    ln length, 1 for a human reader. `gap` is its distance from 1, weighted by how much the lengths
    differ: texts of one length prove nothing. `sigmas` is the same distance in standard errors:
    times full of breaks prove nothing.
    """

    spread: float
    slope: float
    gap: float
    sigmas: float
    middle: float


def measure(reads: Sequence[Read]) -> Pace:
    """Return the statistics of a window with at least one reading."""
    paces = [read.pace for read in reads]
    middle = median(paces)
    spread = MAD_TO_SD * median(abs(pace - middle) for pace in paces)
    slope, length_spread, error = _slope(reads)
    distance = abs(slope - 1)
    return Pace(
        spread, slope, distance * length_spread, distance / error if distance else 0.0, middle
    )


def detect(member: int, reads: Sequence[Read], tariff: Tariff) -> list[Finding]:
    """Return the findings about a member in one window."""
    pace = measure(reads)
    hits = []
    if pace.spread * THOUSAND < tariff.risk_spread_min_thousandths:
        figures = {"spread": pace.spread, "bound": tariff.risk_spread_min_thousandths / THOUSAND}
        hits.append((FlagReason.EVEN_PACE, "spread", figures))
    if (
        pace.gap * THOUSAND > tariff.risk_slope_gap_max_thousandths
        and pace.sigmas * THOUSAND > tariff.risk_slope_sigmas_thousandths
    ):
        bound = tariff.risk_slope_gap_max_thousandths / THOUSAND
        figures = {"slope": pace.slope, "gap": pace.gap, "bound": bound, "sigmas": pace.sigmas}
        hits.append((FlagReason.FLAT_PACE, "slope", figures))
    if pace.middle * THOUSAND < -tariff.risk_median_below_thousandths:
        bound = -tariff.risk_median_below_thousandths / THOUSAND
        hits.append((FlagReason.FAST_PACE, "median", {"median": pace.middle, "bound": bound}))
    return [
        Finding(member, reason, rule, VERSION, _with_units(reads, figures))
        for reason, rule, figures in hits
    ]


def _slope(reads: Sequence[Read]) -> tuple[float, float, float]:
    """Return the slope of ln dwell on ln words, the spread of ln words, and the slope's error.

    Least squares. Texts of a single length have no slope; 1 is returned for them.
    """
    lengths = [math.log(max(1, read.words)) for read in reads]
    times = [math.log(max(1, read.dwell_ms)) for read in reads]
    length_mean, time_mean = fmean(lengths), fmean(times)
    square = sum((length - length_mean) ** 2 for length in lengths)
    if square == 0:
        return 1.0, 0.0, math.inf
    deviations = [(x - length_mean, y - time_mean) for x, y in zip(lengths, times, strict=True)]
    slope = sum(x * y for x, y in deviations) / square
    residual = sum((y - slope * x) ** 2 for x, y in deviations) / max(1, len(reads) - 2)
    return slope, math.sqrt(square / len(reads)), max(EXACT, math.sqrt(residual / square))


def _with_units(reads: Sequence[Read], figures: dict[str, float]) -> dict[str, int]:
    in_thousandths = {f"{name}_thousandths": thousandths(value) for name, value in figures.items()}
    return {"reads": len(reads), **in_thousandths}

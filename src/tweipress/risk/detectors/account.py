"""One account by itself: whether its times are those of somebody who reads.

Three rules over one window of readings, windows not overlapping. People vary, from text to text
and from day to day; they take longer for what is longer; and they seldom race.
"""

import math
from collections.abc import Sequence
from statistics import fmean, median
from typing import Final, NamedTuple

from tweipress.core.reasons import EVEN_PACE, FAST_PACE, FLAT_PACE
from tweipress.core.tariff import Tariff
from tweipress.risk.reads import THOUSAND, Finding, Read, thousandths

MAD_TO_SD: Final = 1.4826
"""Makes a median absolute deviation comparable with a standard deviation."""
EXACT: Final = 1e-3
"""Times are kept in whole milliseconds: a slope is not known better than this."""
VERSION: Final = 1


class Pace(NamedTuple):
    """What a window of readings comes to.

    `spread` is that of the paces; `slope` that of the time on the length, both as logarithms, which
    is 1 for somebody who reads; `gap` is how far it is from 1, weighed by how much the lengths
    differ, so that texts of one length prove nothing, and `sigmas` the same in standard errors, so
    that times full of breaks prove nothing; `middle` is the median pace.
    """

    spread: float
    slope: float
    gap: float
    sigmas: float
    middle: float


def measured(reads: Sequence[Read]) -> Pace:
    """Return what a window of readings comes to; there is at least one."""
    paces = [read.pace for read in reads]
    middle = median(paces)
    spread = MAD_TO_SD * median(abs(pace - middle) for pace in paces)
    slope, length_spread, error = _slope(reads)
    off = abs(slope - 1)
    return Pace(spread, slope, off * length_spread, off / error if off else 0.0, middle)


def judged(member: int, reads: Sequence[Read], tariff: Tariff) -> list[Finding]:
    """Return what the rules find on a member in one window."""
    pace = measured(reads)
    found = []
    if pace.spread * THOUSAND < tariff.risk_spread_min_thousandths:
        figures = {"spread": pace.spread, "bound": tariff.risk_spread_min_thousandths / THOUSAND}
        found.append((EVEN_PACE, "spread", figures))
    if (
        pace.gap * THOUSAND > tariff.risk_slope_gap_max_thousandths
        and pace.sigmas * THOUSAND > tariff.risk_slope_sigmas_thousandths
    ):
        bound = tariff.risk_slope_gap_max_thousandths / THOUSAND
        figures = {"slope": pace.slope, "gap": pace.gap, "bound": bound, "sigmas": pace.sigmas}
        found.append((FLAT_PACE, "slope", figures))
    if pace.middle * THOUSAND < -tariff.risk_median_below_thousandths:
        bound = -tariff.risk_median_below_thousandths / THOUSAND
        found.append((FAST_PACE, "median", {"median": pace.middle, "bound": bound}))
    return [
        Finding(member, reason, rule, VERSION, _shown(reads, figures))
        for reason, rule, figures in found
    ]


def _slope(reads: Sequence[Read]) -> tuple[float, float, float]:
    """Return the slope of ln dwell on ln words, how much ln words varies, and the slope's error.

    By least squares. Where all texts are of one length there is no slope to see: 1.
    """
    lengths = [math.log(max(1, read.words)) for read in reads]
    times = [math.log(max(1, read.dwell_ms)) for read in reads]
    length_mean, time_mean = fmean(lengths), fmean(times)
    square = sum((length - length_mean) ** 2 for length in lengths)
    if square == 0:
        return 1.0, 0.0, math.inf
    off = [(x - length_mean, y - time_mean) for x, y in zip(lengths, times, strict=True)]
    slope = sum(x * y for x, y in off) / square
    rest = sum((y - slope * x) ** 2 for x, y in off) / max(1, len(reads) - 2)
    return slope, math.sqrt(square / len(reads)), max(EXACT, math.sqrt(rest / square))


def _shown(reads: Sequence[Read], figures: dict[str, float]) -> dict[str, int]:
    shown = {f"{name}_thousandths": thousandths(value) for name, value in figures.items()}
    return {"reads": len(reads), **shown}

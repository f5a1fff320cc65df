"""Samples of one measured figure: median, spread and percentiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

HUNDREDTHS = 100


@dataclass(frozen=True)
class Samples:
    """A figure that was measured several times in one run."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """Return the middle value."""
        return median(self.values)

    @property
    def spread(self) -> str:
        """Return the lowest and the highest value, for people."""
        return f"{figure(min(self.values))}–{figure(max(self.values))}"

    def __str__(self) -> str:
        """Return median and spread, for a table's cell."""
        return f"{figure(self.median)} ({self.spread})"


def percentile(values: Sequence[float], hundredths: int) -> float:
    """Return a percentile (1 to 99) of many single timings."""
    if len(values) == 1:
        return values[0]
    return quantiles(values, n=HUNDREDTHS, method="inclusive")[hundredths - 1]


def figure(value: float) -> str:
    """Return a number with three significant digits, grouped, without an exponent."""
    size = abs(value)
    if size >= HUNDREDTHS:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.1f}" if size >= 10 else f"{value:.2f}"  # noqa: PLR2004  # three digits

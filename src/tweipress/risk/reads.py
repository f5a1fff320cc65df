"""The values that detectors work on: rated readings, windows of them, and findings."""

import math
from collections.abc import Mapping
from typing import Final, NamedTuple

from tweipress.core.units import MS_PER_S

THOUSAND: Final = 1000


class Read(NamedTuple):
    """Which article, when it was rated, how long reading took, and how long the text is."""

    article: int
    at_ms: int
    dwell_ms: int
    words: int
    time_to_read_s: int

    @property
    def pace(self) -> float:
        """Return z, the logarithm of the time taken divided by the Time to Read."""
        return math.log(max(1, self.dwell_ms) / (self.time_to_read_s * MS_PER_S))


class Window(NamedTuple):
    """A member's readings that are judged together, and the numbers of their rows."""

    member: int
    reads: tuple[Read, ...]
    rows: tuple[int, ...]


class Sessions(NamedTuple):
    """How many reading sessions a member opened in a window of days, and how many were finished.

    Finished are those that ended with a rating or Done reading.
    """

    member: int
    opened: int
    finished: int


class Finding(NamedTuple):
    """What a detector found about a member: a public reason, the rule and its version, its figures.

    Figures are whole numbers with the unit in their names. The member is shown them.
    """

    member: int
    reason: str
    rule: str
    version: int
    figures: Mapping[str, int]


def thousandths(value: float) -> int:
    """Return a figure in whole thousandths, rounded. Floats stay inside this package."""
    return round(value * THOUSAND)

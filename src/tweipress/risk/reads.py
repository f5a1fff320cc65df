"""A rated reading as risk sees it, and what a rule answers when it finds something."""

import math
from collections.abc import Mapping
from typing import Final, NamedTuple

from tweipress.core.rules.reading import MS_PER_S

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
        """Return z, the logarithm of the time taken as a part of the Time to Read."""
        return math.log(max(1, self.dwell_ms) / (self.time_to_read_s * MS_PER_S))


class Finding(NamedTuple):
    """What a rule found on a member: a public reason, the rule with its version, its figures.

    The figures are whole numbers with the unit in their names; they are what the member is shown.
    """

    member: int
    reason: str
    rule: str
    version: int
    figures: Mapping[str, int]


def thousandths(value: float) -> int:
    """Return a figure as whole thousandths, rounded: floats stay inside this package."""
    return round(value * THOUSAND)

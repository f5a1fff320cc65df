"""The order of threads: how many likes make up for how much time.

The idea is that of Reddit's "hot" (Amir Salihefendic, "How Reddit ranking algorithms work", 2015):
the logarithm of the votes plus the time. Two comments keep their order while nobody likes one of
them, so that the figure is stored and an index sorts by it: no page computes it.
"""

from math import log2
from typing import Final

HALF_LIFE_S: Final = 12 * 60 * 60
"""Twice the likes make up for half a day: what was liked in the morning still stands in the evening
above what nobody has liked, and gives way to the next day's."""


def heat(likes: int, at_s: int) -> int:
    """Return a comment's place in the order, in seconds; higher stands first."""
    return at_s + round(log2(1 + likes) * HALF_LIFE_S)

"""The scale of a chart's upright axis: round figures that hold all values."""

from collections.abc import Iterable
from typing import Final

STEPS: Final = (1, 2, 5)
MARKS: Final = 5
"""About so many lines: more cannot be told apart on a narrow screen."""


def marks(values: Iterable[int]) -> list[int]:
    """Return round figures, evenly apart and ascending, that hold zero and all values."""
    low, high = _ends(values)
    step = _step(high - low)
    first, last = low // step, -(-high // step)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def _ends(values: Iterable[int]) -> tuple[int, int]:
    known = [0, *values]
    return min(known), max(known)


def _step(span: int) -> int:
    power = 1
    while True:
        for factor in STEPS:
            if factor * power * MARKS >= span:
                return factor * power
        power *= 10

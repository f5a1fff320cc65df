"""Arrays of whole numbers made of rows of the books, and look-ups in them."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


def stacked(portions: Iterable[Sequence[Sequence[Any]]], columns: int) -> Numbers:
    """Return rows of whole numbers as one array of so many columns."""
    parts = [
        np.fromiter(chain.from_iterable(rows), np.int64, columns * len(rows)).reshape(-1, columns)
        for rows in portions
    ]
    return np.concatenate(parts) if parts else np.empty((0, columns), np.int64)


def placed(wanted: Numbers, keys: Numbers) -> tuple[Numbers, Truths]:
    """Return the place of each wanted number in `keys`, and whether it is there.

    `keys` are in order and unique.
    """
    if not len(keys):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return places, keys[places] == wanted


def numbered(*columns: Numbers) -> tuple[Numbers, ...]:
    """Return the distinct numbers in order, and each column as their places, counted from 0.

    This marks all numbers up to the greatest: the books count from 1 without great gaps, and
    sorting ten million numbers takes ten times as long.
    """
    present = np.zeros(
        1 + max((int(column.max()) for column in columns if len(column)), default=0), np.bool_
    )
    for column in columns:
        present[column] = True
    places = np.cumsum(present, dtype=np.int64) - 1
    return np.flatnonzero(present), *(places[column] for column in columns)


def unrepeated(ordered: Numbers) -> Numbers:
    """Return numbers in order, each once."""
    return ordered[_starts(ordered)]


def repeats(ordered: Numbers) -> Numbers:
    """Return how often each number occurs, in the same order."""
    return np.diff(np.flatnonzero(_starts(ordered)), append=len(ordered))


def _starts(ordered: Numbers) -> Truths:
    return np.concatenate([np.ones(min(1, len(ordered)), np.bool_), ordered[1:] != ordered[:-1]])


class Table(NamedTuple):
    """A value for each key; keys are in order and unique."""

    key: Numbers
    value: Numbers

    def of(self, wanted: Numbers) -> Numbers:
        """Return the value of each wanted key, 0 where there is none."""
        places, is_known = placed(wanted, self.key)
        return np.where(is_known, self.value[places], 0) if len(self.key) else np.zeros_like(wanted)


def summed(key: Numbers, value: Numbers) -> Table:
    """Return the sum of the values of each key."""
    keys, place = np.unique(key, return_inverse=True)
    total = np.zeros(len(keys), np.int64)
    np.add.at(total, place, value)
    return Table(keys, total)

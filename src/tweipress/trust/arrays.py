"""Rows of the books as arrays of whole numbers, and looking numbers up in them."""

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
    """Return where each wanted number stands in `keys`, in order and unique, and which do."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return places, keys[places] == wanted


def numbered(*columns: Numbers) -> tuple[Numbers, ...]:
    """Return the numbers there are, in order, and each column as their places from 0.

    A table of all numbers up to the greatest does it: the books count from 1 without great gaps,
    and sorting ten million of them takes ten times as long.
    """
    present = np.zeros(1 + max((int(it.max()) for it in columns if len(it)), default=0), np.bool_)
    for column in columns:
        present[column] = True
    places = np.cumsum(present, dtype=np.int64) - 1
    return np.flatnonzero(present), *(places[column] for column in columns)


def unrepeated(ordered: Numbers) -> Numbers:
    """Return numbers in order without those that stand there before."""
    return ordered[_starts(ordered)]


def repeats(ordered: Numbers) -> Numbers:
    """Return how often each number stands there, in the same order."""
    return np.diff(np.flatnonzero(_starts(ordered)), append=len(ordered))


def _starts(ordered: Numbers) -> Truths:
    return np.concatenate([np.ones(min(1, len(ordered)), np.bool_), ordered[1:] != ordered[:-1]])


class Table(NamedTuple):
    """A number for each of some keys, which are in order and unique."""

    key: Numbers
    value: Numbers

    def of(self, wanted: Numbers) -> Numbers:
        """Return the value of each wanted key, 0 where there is none."""
        places, found = placed(wanted, self.key)
        return np.where(found, self.value[places], 0) if len(self.key) else np.zeros_like(wanted)


def summed(key: Numbers, value: Numbers) -> Table:
    """Return the sum of the values of each key."""
    keys, place = np.unique(key, return_inverse=True)
    total = np.zeros(len(keys), np.int64)
    np.add.at(total, place, value)
    return Table(keys, total)

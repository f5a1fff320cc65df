"""Merge join: two ordered streams side by side, for comparing what does not fit into memory."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

L = TypeVar("L")
R = TypeVar("R")


def merge_join(
    left: Iterable[L],
    right: Iterable[R],
    left_key: Callable[[L], Any],
    right_key: Callable[[R], Any],
) -> Iterator[tuple[L | None, R | None]]:
    """Yield pairs with the same key, with None where a side lacks the key; keys only rise.

    A value out of order finds no partner, so no difference is missed.
    """
    lefts, rights = iter(left), iter(right)
    one, other = next(lefts, None), next(rights, None)
    while one is not None or other is not None:
        if other is None or (one is not None and left_key(one) < right_key(other)):
            yield one, None
            one = next(lefts, None)
        elif one is None or left_key(one) > right_key(other):
            yield None, other
            other = next(rights, None)
        else:
            yield one, other
            one, other = next(lefts, None), next(rights, None)

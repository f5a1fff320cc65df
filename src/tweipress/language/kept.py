"""Figures that were written before, kept by language: saves some 10 µs for each date or amount.

Nothing drops them: in one language the same value is always written alike. The oldest give way.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, TypeVar

from django.utils.translation import get_language

Value = TypeVar("Value")
KEPT: Final = 4096
"""Values of one kind: the dates, times and amounts of some hundred pages, under 1 MiB."""


def kept(write: Callable[[Value], str]) -> Callable[[Value], str]:
    """Return a function that writes a value in the language in force, and remembers how."""

    @lru_cache(maxsize=KEPT, typed=True)
    def in_language(_language: str | None, value: Value) -> str:
        return write(value)

    @wraps(write)
    def told(value: Value) -> str:
        return in_language(get_language(), value)

    return told

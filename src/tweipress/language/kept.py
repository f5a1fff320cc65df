"""Figures that were written before, kept by language: saves some 10 µs for each date or amount.

Nothing drops them: in one language and time zone the same value is always written alike. The oldest
give way.
"""

from collections.abc import Callable
from functools import lru_cache, partial, update_wrapper
from typing import Final, Generic, TypeVar
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, override

from tweipress.language import zone

Value = TypeVar("Value")
KEPT: Final = 4096
"""Values of one kind: the dates, times and amounts of some hundred pages, under 1 MiB."""


class kept(Generic[Value]):  # noqa: N801  # it stands before functions
    """A function that writes a value in the language in force, and remembers how."""

    def __init__(self, write: Callable[[Value], str]) -> None:
        self._write = write
        self._kept = lru_cache(maxsize=KEPT, typed=True)(self._in_zone)
        update_wrapper(self, write)

    def __call__(self, value: Value) -> str:
        """Write a value in the language in force."""
        return self._kept(get_language(), zone.in_force(), value)

    def speaking(self, language: str | None) -> Callable[[Value], str]:
        """Return what writes a value in one language, whichever is in force, and keeps nothing."""
        return partial(self._in, language)

    def _in_zone(self, language: str | None, _zone: ZoneInfo, value: Value) -> str:
        return self._in(language, value)

    def _in(self, language: str | None, value: Value) -> str:
        with override(language):
            return self._write(value)

"""The record of a night's trust computation: how much of it has been committed."""

from typing import NamedTuple


class Night(NamedTuple):
    """The grade of a closed day: how many acts it has so far, and up to when it counts."""

    day: str
    until_ms: int
    parts: int = 0
    done: bool = False

    @property
    def key(self) -> str:
        """Return the day (ISO date) whose close it follows."""
        return self.day

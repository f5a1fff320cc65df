"""What every record has: a key by which the books find it."""

from typing import Protocol

Key = int | str | tuple[int, int] | tuple[int, str]


class Record(Protocol):
    """A named tuple that the books remember under its key."""

    @property
    def key(self) -> Key:
        """Return what the record is found by, unique among its kind."""
        ...

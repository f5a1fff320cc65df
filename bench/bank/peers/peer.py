"""The interface of a peer: a name, and rounds of acts with a number of callers."""

from typing import Final, Protocol

from bench.bank.driving import Timing

LIKES: Final = "likes"
READINGS: Final = "readings"


class Peer(Protocol):
    """Does acts durably, on its own books."""

    @property
    def name(self) -> str:
        """Return the name for the tables."""
        ...

    def run(self, callers: int, seconds: float) -> Timing:
        """Do acts with `callers` callers for `seconds`."""
        ...

    def close(self) -> None:
        """Close the books."""
        ...

"""What every peer is to the benchmark: a name, and rounds of acts with a number of callers."""

from typing import Final, Protocol

from bench.driving import Timing

LIKES: Final = "likes"
READINGS: Final = "readings"


class Peer(Protocol):
    """Somebody who does acts durably, on books of his own."""

    @property
    def name(self) -> str:
        """Return what the tables call it."""
        ...

    def run(self, callers: int, seconds: float) -> Timing:
        """Do acts with so many callers for so long."""
        ...

    def close(self) -> None:
        """Let the books go."""
        ...

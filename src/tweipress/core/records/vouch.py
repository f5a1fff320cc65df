"""The record of a vouch: one member answers for another."""

from typing import NamedTuple

from tweipress.core.ids import MemberId


class Vouch(NamedTuple):
    """A member vouches for another; `ended_ms` is when they took it back, 0 for never."""

    member: MemberId
    other: MemberId
    at_ms: int
    ended_ms: int = 0
    lost: bool = False
    lost_xp: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """Return who vouches for whom."""
        return (self.member, self.other)

    @property
    def stands(self) -> bool:
        """Tell whether it counts."""
        return not (self.ended_ms or self.lost)

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

    def stood_at(self, at_ms: int) -> bool:
        """Tell whether it counts in a night that ends at a moment."""
        is_taken_back = bool(self.ended_ms) and self.ended_ms < at_ms
        return self.at_ms < at_ms and not (is_taken_back or self.lost)

    @property
    def stands(self) -> bool:
        """Tell whether it counts."""
        return not (self.ended_ms or self.lost)

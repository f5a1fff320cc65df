"""The record of an invitation: who brought a member in."""

from typing import NamedTuple

from tweipress.core.ids import MemberId


class Invitation(NamedTuple):
    """Who brought a member in; `lost` with some of the inviter's XP while the member is banned."""

    member: MemberId
    inviter: MemberId
    at_ms: int
    lost: bool = False
    lost_xp: int = 0

    def stood_at(self, at_ms: int) -> bool:
        """Tell whether it counts in a night that ends at a moment."""
        return self.at_ms < at_ms and not self.lost

    @property
    def key(self) -> int:
        """Return the member: one invitation each."""
        return self.member

"""The facts that trust is made of beside votes: who brought whom in, who vouches, who is banned.

Trust itself is computed every night outside the rules; `Night` remembers which nights are graded.
"""

from typing import NamedTuple


class Invitation(NamedTuple):
    """Who brought a member in; `lost` with some of the inviter's XP while the member is banned."""

    member: int
    inviter: int
    at_ms: int
    lost: bool = False
    lost_xp: int = 0

    @property
    def key(self) -> int:
        """Return the member: one invitation each."""
        return self.member


class Vouch(NamedTuple):
    """A member vouches for another; `ended_ms` is when he took it back, 0 for never."""

    member: int
    other: int
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


class Ban(NamedTuple):
    """Why a member may only read, and since when; `lifted_ms` is 0 as long as it holds."""

    member: int
    by: int
    reason: str
    at_ms: int
    lifted_ms: int = 0

    @property
    def key(self) -> int:
        """Return the member: the last ban counts."""
        return self.member


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

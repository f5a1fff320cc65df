"""The record of a member: level, trust, roles, and what was done on the counted day."""

from typing import NamedTuple

from tweipress.core.ids import MemberId
from tweipress.core.roles import Role


class Member(NamedTuple):
    """A member's standing, and what was done on the day `counted_day`: other days' counts are 0.

    `flags` counts those that have their effect now. `has_left` says that the account is closed:
    such a member is `banned` too, so that they can do nothing that the banned cannot.
    `level_fixed` and `trusted_fixed` hold in scenarios alone; everywhere else a level is earned.
    """

    member: MemberId
    joined_ms: int
    level_fixed: int = 0
    trusted_fixed: bool = False
    trust: int = 0
    xp_reading: int = 0
    xp_trust: int = 0
    roles: frozenset[Role] = frozenset()
    banned: bool = False
    has_left: bool = False
    counted_day: int = -1
    opens: int = 0
    pluses: int = 0
    publishes: int = 0
    comments: int = 0
    likes: int = 0
    dislikes: int = 0
    xp_reading_today: int = 0
    xp_trust_today: int = 0
    flags: int = 0

    @property
    def key(self) -> int:
        """Return the member's number."""
        return self.member

    @property
    def is_held(self) -> bool:
        """Tell whether a flag has its effect on the member: what vests is out of reach."""
        return self.flags > 0

    def can_be_drawn(self, xp: int, level: int) -> bool:
        """Tell whether the member can sit on a jury: with that much XP, some of it from trust.

        In scenarios that level, fixed, will do. Nobody sits who is banned or under a flag.
        """
        if self.banned or self.is_held:
            return False
        if self.level_fixed:
            return self.level_fixed >= level
        return self.xp_trust > 0 and self.xp_reading + self.xp_trust >= xp

    def on_day(self, number: int) -> "Member":
        """Return the member with the counts of day `number`: fresh ones when it is a new day."""
        if self.counted_day == number:
            return self
        return self._replace(
            counted_day=number,
            opens=0,
            pluses=0,
            publishes=0,
            comments=0,
            likes=0,
            dislikes=0,
            xp_reading_today=0,
            xp_trust_today=0,
        )

"""The record of a proposal: what one person would do to a member whose role has power."""

from enum import StrEnum
from typing import NamedTuple

from tweipress.core.ids import MemberId


class Power(StrEnum):
    """What takes a second person when it is done to an operator or an editor."""

    FLAG = "flag"
    HOLD = "hold"
    ROLE = "role"


class Proposal(NamedTuple):
    """The last proposal to use a power on a member; `done` once another person has used it."""

    member: MemberId
    power: Power
    by: MemberId
    reason: str
    at_ms: int
    done: bool = False

    @property
    def key(self) -> tuple[int, str]:
        """Return the member and the power."""
        return (self.member, self.power)

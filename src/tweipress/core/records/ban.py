"""The record of a ban."""

from typing import NamedTuple

from tweipress.core.ids import MemberId


class Ban(NamedTuple):
    """Why a member may only read, and since when; `lifted_ms` is 0 as long as it holds."""

    member: MemberId
    by: MemberId
    reason: str
    at_ms: int
    lifted_ms: int = 0

    @property
    def key(self) -> int:
        """Return the member: the last ban counts."""
        return self.member

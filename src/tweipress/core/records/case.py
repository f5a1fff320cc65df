"""The records of a case against a member: the flag, and what is held under it."""

from enum import StrEnum
from typing import NamedTuple

from tweipress.core.ids import CONSOLE, FlagId, MemberId
from tweipress.core.reasons import FlagReason


class FlagState(StrEnum):
    """What became of a flag; ENDED means that what was held has gone to the pool."""

    OPEN = "open"
    UPHELD = "upheld"
    LIFTED = "lifted"
    ENDED = "ended"


class AppealState(StrEnum):
    """What became of an appeal; NONE as long as nobody has appealed."""

    NONE = ""
    OPEN = "open"
    GRANTED = "granted"
    DENIED = "denied"


class HoldState(StrEnum):
    """What became of what was held."""

    LIVE = "live"
    RELEASED = "released"
    CLAWED = "clawed"


class Flag(NamedTuple):
    """What a detector or a moderator suspects a member of, and what became of it.

    `evidence` is a digest of figures that are kept outside the books. `words` are those of the last
    decision. A flag in `shadow` has no effect.
    """

    flag: FlagId
    member: MemberId
    reason: FlagReason
    rule: str
    version: int
    evidence: str
    shadow: bool
    by: MemberId
    at_ms: int
    state: FlagState = FlagState.OPEN
    appeal: AppealState = AppealState.NONE
    appealed_ms: int = 0
    answer_due_ms: int = 0
    decided_by: MemberId = CONSOLE
    decided_ms: int = 0
    words: str = ""

    @property
    def key(self) -> int:
        """Return the flag's number."""
        return self.flag

    @property
    def is_standing(self) -> bool:
        """Tell whether it has been neither lifted nor carried out."""
        return self.state in {FlagState.OPEN, FlagState.UPHELD}


class HeldBucket(NamedTuple):
    """What was taken from one day's vesting bucket; `day` is BOND for a review's bond."""

    day: str
    amount_twei: int


class Hold(NamedTuple):
    """What was taken from a member's vesting under a flag; `buckets` says from which days."""

    flag: FlagId
    member: MemberId
    by: MemberId
    at_ms: int
    reason: str
    amount_twei: int
    buckets: tuple[HeldBucket, ...]
    state: HoldState = HoldState.LIVE

    @property
    def key(self) -> int:
        """Return the flag: each has one hold."""
        return self.flag


def can_object(flag: Flag, hold: Hold | None) -> bool:
    """Tell whether its member may still appeal: once, and once more to what was held later."""
    if not flag.appeal:
        return True
    if flag.appeal == AppealState.OPEN or hold is None or hold.state != HoldState.LIVE:
        return False
    return hold.at_ms > flag.appealed_ms

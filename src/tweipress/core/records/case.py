"""The facts of a case against a member: the flag, and what is held under it."""

from typing import Final, NamedTuple

from tweipress.core.ids import CONSOLE, FlagId, MemberId

OPEN: Final = "open"
LIFTED: Final = "lifted"
UPHELD: Final = "upheld"
ENDED: Final = "ended"
GRANTED: Final = "granted"
DENIED: Final = "denied"
LIVE: Final = "live"
RELEASED: Final = "released"
CLAWED: Final = "clawed"


class Flag(NamedTuple):
    """What a rule or a moderator holds against a member, and what became of it.

    `evidence` is a digest of figures that are kept outside the books. `state` is OPEN, UPHELD,
    LIFTED, or ENDED when what was held has gone to the pool. `appeal` is empty, OPEN, GRANTED or
    DENIED, and `words` are those of the last decision. A flag in `shadow` has no effect.
    """

    flag: FlagId
    member: MemberId
    reason: str
    rule: str
    version: int
    evidence: str
    shadow: bool
    by: MemberId
    at_ms: int
    state: str = OPEN
    appeal: str = ""
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
        return self.state in {OPEN, UPHELD}


class Hold(NamedTuple):
    """What was taken from a member's vesting under a flag; `buckets` says from which days.

    `state` is LIVE, RELEASED or CLAWED.
    """

    flag: FlagId
    member: MemberId
    by: MemberId
    at_ms: int
    reason: str
    amount_twei: int
    buckets: str
    state: str = LIVE

    @property
    def key(self) -> int:
        """Return the flag: each has one hold."""
        return self.flag


def can_object(flag: Flag, hold: Hold | None) -> bool:
    """Tell whether its member may still appeal: once, and once more to what was held later."""
    if not flag.appeal:
        return True
    if flag.appeal == OPEN or hold is None or hold.state != LIVE:
        return False
    return hold.at_ms > flag.appealed_ms

"""Kinds of jobs: functions registered by name, and how each is to be done.

    @job("pictures.variants", lane=Lane.HEAVY)
    def make_variants(picture: int) -> None: ...

A job may be killed at any moment and then comes again, so its function does nothing twice: it looks
first at what is done already. It gets ids and reads what it needs; what is gone needs nothing done.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

from tweipress.core.units import S_PER_H, S_PER_MIN

LIMIT_S: Final = 5 * S_PER_MIN
"""A process whose job takes longer is ended: it hangs, or it would hold up all others."""
ATTEMPTS: Final = 8
"""With the pauses below, a job is given up after 15 hours: a mail server's night, not its week."""
FIRST_PAUSE_S: Final = 30
PAUSE_FACTOR: Final = 4
LAST_PAUSE_S: Final = 6 * S_PER_H
SCHEDULED_PAUSE_S: Final = 10 * S_PER_MIN
"""What comes by itself is never given up, and waits no longer than this."""


class Lane(StrEnum):
    """Which process does a job; each lane has one, so a long job holds up no short one."""

    QUICK = "quick"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job; `attempts` is 0 for what is never given up, as what comes by itself."""

    name: str
    do: Callable[..., object]
    lane: Lane
    limit_s: int
    attempts: int
    when: Callable[[], bool] | None

    def pause_s(self, attempts: int) -> int:
        """Return how long a job rests after so many attempts that failed."""
        longest = LAST_PAUSE_S if self.attempts else SCHEDULED_PAUSE_S
        pause_s = FIRST_PAUSE_S
        for _ in range(attempts - 1):
            pause_s = min(pause_s * PAUSE_FACTOR, longest)
        return pause_s


KINDS: Final[dict[str, Kind]] = {}
Function = TypeVar("Function", bound=Callable[..., Any])


class UnknownKindError(LookupError):
    """No function is registered under the name of a job."""


def job(
    name: str,
    *,
    lane: Lane = Lane.QUICK,
    limit_s: int = LIMIT_S,
    attempts: int = ATTEMPTS,
    when: Callable[[], bool] | None = None,
) -> Callable[[Function], Function]:
    """Register a function as a kind of job.

    With `when` the site adds the job itself, without ids, whenever that is true and none waits or
    runs. It is asked every few seconds, so it has to be quick, and false after the job is done.
    """

    def register(function: Function) -> Function:
        assert name not in KINDS, name
        kept = 0 if when else attempts
        KINDS[name] = Kind(name, function, lane, limit_s, kept, when)
        return function

    return register


def kind_of(name: str) -> Kind:
    """Return a kind by its name."""
    try:
        return KINDS[name]
    except KeyError as error:
        raise UnknownKindError(name) from error

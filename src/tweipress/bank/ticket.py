"""A request to the bank on its way through the queue, and the receipt it may get."""

import threading
from contextlib import suppress
from typing import Any, Final, NamedTuple

from tweipress.core.acts import Act, Expire
from tweipress.core.codec import to_data
from tweipress.core.journal import canonical
from tweipress.core.outcome import Refused, refuse
from tweipress.core.refusals import Refusal

KEY_MAX_CHARS = 80


class Receipt(NamedTuple):
    """An accepted act: its posting's number and time, and its answer."""

    seq: int
    at_ms: int
    answer: dict[str, Any]


Answer = Receipt | Refused

NOT_LEADING: Final = refuse(Refusal.BOOKS_FAILED)
"""What a teller without the lead says, this very object: nothing was judged, so ask the leader."""


class Ticket:
    """An act with its request's key, and its caller, who sleeps until there is something to do."""

    __slots__ = ("_sleep", "act", "answer", "body", "key", "member")

    def __init__(self, act: Act, key: str) -> None:
        """Prepare the act as the journal will keep it."""
        self.act = act
        self.key = key
        self.member = actor(act)
        self.body = canonical(to_data(act))
        self.answer: Answer | None = None
        self._sleep = threading.Lock()
        self._sleep.acquire()

    def wait(self, wait_s: float) -> None:
        """Sleep until somebody wakes this caller, or has done so since the last time."""
        self._sleep.acquire(timeout=wait_s)

    def wake(self) -> None:
        """Tell the caller that there is an answer, or a turn to take."""
        with suppress(RuntimeError):  # he is awake already
            self._sleep.release()


def actor(act: Act) -> int:
    """Return who asks: the one who acts by right, else the member; 0 is console or calendar.

    A session's expiry is the calendar's, so no key of the member's own can stand in its way.
    """
    if isinstance(act, Expire):
        return 0
    by: int = getattr(act, "by", getattr(act, "member", 0))
    return by

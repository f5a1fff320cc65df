"""Tickets: requests on their way through the teller's queue, and the receipts they get."""

import threading
from contextlib import suppress
from typing import Any, Final, NamedTuple

from tweipress.bank.teller.encoding import canonical
from tweipress.core.refusals import Refusal
from tweipress.core.state.codec import to_data
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.state.registry import Act, rule_of

KEY_MAX_CHARS = 80


class Receipt(NamedTuple):
    """An accepted act: its posting's number and time, and its answer."""

    seq: int
    at_ms: int
    answer: dict[str, Any]


Answer = Receipt | Refused

NOT_LEADING: Final = refuse(Refusal.BOOKS_FAILED)
"""What a teller without the lead answers, this very object: nothing was judged."""


class Ticket:
    """An act with its request key; its caller sleeps until there is something to do."""

    __slots__ = ("_sleep", "act", "answer", "body", "key", "member")

    def __init__(self, act: Act, key: str) -> None:
        """Prepare the act as the journal will keep it."""
        self.act = act
        self.key = key
        self.member = rule_of(act).actor(act)
        self.body = canonical(to_data(act))
        self.answer: Answer | None = None
        self._sleep = threading.Lock()
        self._sleep.acquire()

    def wait(self, wait_s: float) -> None:
        """Sleep until somebody wakes this caller; a call of `wake` before counts too."""
        self._sleep.acquire(timeout=wait_s)

    def wake(self) -> None:
        """Tell the caller that there is an answer, or a turn to take."""
        with suppress(RuntimeError):  # it is awake already
            self._sleep.release()

"""Turns: of the threads that answer requests one computes at a time, first come, first served.

Saves the fight of threads for Python's lock, which makes a page with 16 threads cost nearly twice
what it costs with one. Who waits for something outside Python gives up the turn meanwhile, and so
does who waits for a batch, or for its way to the disk; a thread that has none, such as a command's
or a test's, waits for nobody.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

PATIENCE_S: Final = 2.0
"""Whoever has waited this long goes on without a turn: a page that hangs holds up no other."""


class Turns:
    """A fair lock: who comes first is served first, who returns from waiting before who is new."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._guard = threading.Lock()
        self._back: deque[threading.Lock] = deque()
        self._new: deque[threading.Lock] = deque()
        self._is_taken = False
        self._local = threading.local()

    @property
    def in_line(self) -> int:
        """Return how many threads wait for their turn."""
        return len(self._back) + len(self._new)

    @property
    def has_turn(self) -> bool:
        """Tell whether this thread has the turn."""
        return getattr(self._local, "has_turn", False)

    @contextmanager
    def taking(self) -> Iterator[None]:
        """Hold a turn meanwhile; wait for it in line."""
        self._take(is_new=True)
        try:
            yield
        finally:
            self._give()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Give up this thread's turn, if it has one, and take one again afterwards.

        Inside a transaction the turn stays: who got it could wait for this very transaction.
        """
        if not self.has_turn or in_transaction():
            yield
            return
        self._give()
        try:
            yield
        finally:
            self._take(is_new=False)

    def _take(self, *, is_new: bool) -> None:
        with self._guard:
            place = None
            if self._is_taken:
                place = threading.Lock()
                place.acquire()
                (self._new if is_new else self._back).append(place)
            self._is_taken = True
        self._local.has_turn = place is None or self._is_served(place)

    def _is_served(self, place: threading.Lock) -> bool:
        """Wait in line, and tell whether the turn has come."""
        if place.acquire(timeout=self._patience_s):
            return True
        with self._guard:
            for line in (self._back, self._new):
                if place in line:
                    line.remove(place)
                    return False
        return True  # it came just now

    def _give(self) -> None:
        if not self.has_turn:
            return
        self._local.has_turn = False
        with self._guard:
            if line := self._back or self._new:
                line.popleft().release()
            else:
                self._is_taken = False


line: Final = Turns()
taking, waiting = line.taking, line.waiting


def in_transaction() -> bool:
    """Tell whether this thread is inside a transaction of any database."""
    return any(known.in_atomic_block for known in connections.all(initialized_only=True))


def give_way(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Give up the turn while the server of a new connection answers.

    SQLite answers at once; its writers wait in line rather than for each other's lock.
    """
    wrappers = connection.execute_wrappers
    if connection.vendor != "sqlite" and _ask not in wrappers:
        wrappers.append(_ask)


def _ask(execute: Callable[..., Any], *asked: Any) -> Any:
    with waiting():
        return execute(*asked)

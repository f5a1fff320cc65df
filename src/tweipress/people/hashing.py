"""Passwords are hashed by Argon2id, and only so many at a time: each one takes its memory.

A process has one bound. Who finds no place within it is refused at once or after a short wait, so
that a flood of sign-ins takes neither the memory nor the threads that pages need.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import BoundedSemaphore, Semaphore
from typing import Final, TypeVar

from django.contrib.auth.hashers import Argon2PasswordHasher

from tweipress.bank import turns
from tweipress.http.outbox.threads import Threads

AT_ONCE: Final = 2
"""Hashings of one process at the same time: 38 MiB together, and no more cores than a small
machine has."""
WAITING_MAX: Final = 6
"""Requests that wait meanwhile. With those that hash they are half of TWEIPRESS_THREADS' default,
so pages keep the other half."""
WAIT_S: Final = 2.0
"""A hashing takes 20 to 80 ms, so who has waited this long waits for a machine that is stuck."""


T = TypeVar("T")


class HashingBusyError(Exception):
    """A password could not be hashed in time, because others were; nothing was changed."""


class Bound:
    """Lets a number of callers in at once, has a few wait for a short while, and refuses others."""

    def __init__(self, at_once: int, waiting_max: int, wait_s: float) -> None:
        self._places = BoundedSemaphore(at_once)
        self._queue = Semaphore(at_once + waiting_max)
        self._wait_s = wait_s
        self._threads = Threads(at_once, "hashing")

    def do(self, work: Callable[[], T]) -> T:
        """Do the work within the bound.

        It has threads of its own: the C library leaves freed memory to the thread that had it, so
        that 16 threads that hash in turn would keep 16 times the memory of one.
        """
        with turns.waiting(), self.place():
            return self._threads.submit(work).result()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold one of the places meanwhile; HashingBusyError if there is none in time."""
        if not self._queue.acquire(blocking=False):
            raise HashingBusyError
        try:
            if not self._places.acquire(timeout=self._wait_s):
                raise HashingBusyError
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._queue.release()


BOUND: Final = Bound(AT_ONCE, WAITING_MAX, WAIT_S)


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id with OWASP's least parameters: 19 MiB, two passes, one lane.

    A password that was hashed with others is hashed anew at the next sign-in, as Django does.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hash a password, as soon as there is a place."""
        return BOUND.do(partial(super().encode, password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        """Tell whether a password is the one that was hashed, as soon as there is a place."""
        return BOUND.do(partial(super().verify, password, encoded))

"""Threads that a process keeps for one kind of work, and that a forked child has anew.

A child of a fork has none of its parent's threads. An executor that had started some there would
wait in the child for ever: the first sign-in of a site that the same command has filled.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Threads:
    """At most so many threads of one name; more work than that waits its turn."""

    def __init__(self, at_once: int, name: str) -> None:
        self._at_once = at_once
        self._name = name
        self._make()
        os.register_at_fork(after_in_child=self._make)

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Have work done by one of the threads."""
        return self._threads.submit(work)

    def _make(self) -> None:
        self._threads = ThreadPoolExecutor(self._at_once, self._name)

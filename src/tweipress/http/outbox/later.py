"""Work that no answer waits for: a thread of this process does it, one piece after the other.

A form that may send a mail answers in the same time whether it does or not, and a slow mail server
delays nobody. A process that ends does first what is waiting; one that is killed forgets it.
"""

from collections.abc import Callable
from functools import partial
from threading import BoundedSemaphore
from typing import Final

import structlog
from django.db import connections

from tweipress.http.outbox.threads import Threads

WAITING_MAX: Final = 1_000
"""Beyond it work is dropped: a mail server that is away for long must not take the memory."""

log = structlog.get_logger("tweipress.later")
_thread: Final = Threads(1, "later")
_room: Final = BoundedSemaphore(WAITING_MAX)


def do(work: Callable[[], None]) -> None:
    """Have work done soon; drop it and say so if too much is waiting."""
    if not _room.acquire(blocking=False):
        log.error("work_dropped")
        return
    _thread.submit(partial(_do, work))


def drain() -> None:
    """Wait until everything is done that is waiting now."""
    _thread.submit(lambda: None).result()


def _do(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:  # the next piece has to be done whatever became of this one
        log.exception("work_failed")
    finally:
        connections.close_all()
        _room.release()

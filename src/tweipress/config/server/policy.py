"""How the kernel schedules a web worker: its threads do not interrupt each other.

Saves a sixth of a vote (adr/0046). Threads of Python take turns in any case: one that has just
woken and interrupts another waits for Python's lock at once.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

THREADS: Final = Path("/proc/self/task")


def interrupt_nobody() -> None:
    """Let this process's threads, and those that they start, wait for each other as batch jobs do.

    Only Linux knows this, and a container may forbid it: then the process stays as it is.
    """
    if sys.platform != "linux":
        return
    for thread in THREADS.iterdir():
        with suppress(ProcessLookupError, PermissionError):  # one that ends meanwhile; forbidden
            os.sched_setscheduler(int(thread.name), os.SCHED_BATCH, os.sched_param(0))

"""How the kernel schedules a process that has asked for it, and its threads."""

import os
import subprocess
import sys

ASKS: str = """
import os, threading
from tweipress.config.server.policy import interrupt_nobody

policies = lambda: {os.sched_getscheduler(int(task)) for task in os.listdir("/proc/self/task")}
before, ended = policies(), threading.Event()
early = threading.Thread(target=ended.wait)
early.start()
interrupt_nobody()
late = threading.Thread(target=ended.wait)
late.start()
print(before, policies(), len(os.listdir("/proc/self/task")))
ended.set()
"""


def test_threads_from_before_and_after_interrupt_nobody() -> None:
    told = subprocess.run([sys.executable, "-c", ASKS], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == f"{{{os.SCHED_OTHER}}} {{{os.SCHED_BATCH}}} 3"

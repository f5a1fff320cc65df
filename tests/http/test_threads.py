"""Threads that one process shares: a child of a fork has its own, and does not wait for ever."""

import subprocess
import sys

from harness.process import PATIENCE_S

FORKED = """
import os
from tweipress.http.outbox.threads import Threads
threads = Threads(1, "work")
parents = threads.submit(os.getpid).result()
child = os.fork()
if not child:
    os._exit(0 if threads.submit(os.getpid).result(timeout=10) != parents else 1)
_, status = os.waitpid(child, 0)
print(os.waitstatus_to_exitcode(status), threads.submit(os.getpid).result() == parents)
"""


def test_a_forked_child_does_its_work_in_threads_of_its_own() -> None:
    said = subprocess.run(
        [sys.executable, "-c", FORKED], capture_output=True, check=True, timeout=PATIENCE_S
    )
    assert said.stdout.split() == [b"0", b"True"]

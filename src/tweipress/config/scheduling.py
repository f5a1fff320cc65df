"""Starts what is due, most of it after a day's close, each in a process of its own.

That is trust, detection, and the deletion of old security events and reading times. So a site at
rest has neither numpy nor a search's readings in its memory. A process that fails or is killed is
started again: what it has committed stays, and nothing is done twice.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.util import Finalize
from typing import Final

import structlog

LOOK_S: Final = 5.0
STOP_S: Final = 5.0
AGAIN_S: Final = 600.0
TOLD: Final = 2_000

log = structlog.get_logger(__name__)


@dataclass
class Chore:
    """A command of ours, and when there is work for it; after a failure it rests for a while."""

    name: str
    words: tuple[str, ...]
    is_due: Callable[[], bool]
    rests_until_s: float = 0.0


def chores() -> tuple[Chore, ...]:
    """Return what is to be done, in this order."""
    from tweipress.reading.queries import retention  # noqa: PLC0415  # apps must be loaded first
    from tweipress.security import queries as security  # noqa: PLC0415  # as said above
    from tweipress.staff.detection import search_is_due  # noqa: PLC0415  # as said above
    from tweipress.trust.queries import night_is_due  # noqa: PLC0415  # as said above

    return (
        Chore("trust", ("trust",), night_is_due),
        Chore("detection", ("flags", "detect"), search_is_due),
        Chore("security", ("security", "forget"), security.is_due),
        Chore("reading", ("forget",), retention.is_due),
    )


class Watch:
    """A thread that looks now and then whether anything is due."""

    def __init__(
        self, tasks: Sequence[Chore], look_s: float = LOOK_S, again_s: float = AGAIN_S
    ) -> None:
        """Prepare; `start` begins."""
        self._tasks = tasks
        self._look_s = look_s
        self._again_s = again_s
        self._ending = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._run, name="chores", daemon=True)

    def start(self) -> None:
        """Begin in the background."""
        Finalize(self, self.stop, exitpriority=0)  # a forked web worker runs no atexit
        self._thread.start()

    def stop(self) -> None:
        """End the thread, and the process that it has started: nothing writes after the site."""
        self._ending.set()
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self._process.kill()

    def _run(self) -> None:
        while not self._ending.wait(self._look_s):
            for chore in self._tasks:
                if time.monotonic() >= chore.rests_until_s and not self._is_well(chore):
                    chore.rests_until_s = time.monotonic() + self._again_s

    def _is_well(self, chore: Chore) -> bool:
        """Do a chore if it is due; tell whether nothing failed."""
        try:
            return self._ending.is_set() or not chore.is_due() or self._done(chore)
        except Exception:  # the databases may be away for a while: the site goes on
            log.exception("chore_failed", chore=chore.name)
            return False

    def _done(self, chore: Chore) -> bool:
        """Run the command, log what it says, and tell whether it came to its end."""
        self._process = subprocess.Popen(  # noqa: S603  # our own command, without a shell
            (sys.executable, "-m", "django", *chore.words),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if self._ending.is_set():  # stopped while it was started
            self._process.terminate()
        said, _ = self._process.communicate()
        well = self._process.returncode == 0
        log.info(
            "chore_done" if well else "chore_failed", chore=chore.name, said=said[-TOLD:].strip()
        )
        return well


_watches: list[Watch] = []


def start() -> None:
    """Start watching for what is due, once in this process."""
    if not _watches:
        _watches.append(Watch(chores()))
        _watches[0].start()

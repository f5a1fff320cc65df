"""Starts the nightly computation when a day has closed, in a process of its own.

So a site at rest has neither numpy nor scipy in its memory. A process that fails or is killed is
started again: what it has committed stays, and nothing is done twice.
"""

import atexit
import subprocess
import sys
import threading
from typing import Final

import structlog

from tweipress.bank.feed import night_is_due

LOOK_S: Final = 5.0
AGAIN_S: Final = 600.0
COMMAND: Final = (sys.executable, "-m", "django", "trust")
TOLD: Final = 2_000

log = structlog.get_logger(__name__)


class Watch:
    """A thread that looks now and then whether a night is due."""

    def __init__(self, look_s: float = LOOK_S, again_s: float = AGAIN_S) -> None:
        """Prepare; `start` begins."""
        self._look_s = look_s
        self._again_s = again_s
        self._ending = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._run, name="trust", daemon=True)

    def start(self) -> None:
        """Begin in the background."""
        atexit.register(self.stop)
        self._thread.start()

    def stop(self) -> None:
        """End the thread, and the process that it has started."""
        self._ending.set()
        if self._process is not None:
            self._process.terminate()

    def _run(self) -> None:
        while not self._ending.wait(self._look_s):
            try:
                well = not night_is_due() or self._compute()
            except Exception:  # the books may be away for a while: the site goes on
                log.exception("trust_failed")
                well = False
            if not well:
                self._ending.wait(self._again_s)

    def _compute(self) -> bool:
        """Run the command, log what it says, and tell whether it came to its end."""
        self._process = subprocess.Popen(  # noqa: S603  # our own command, without a shell
            COMMAND, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        said, _ = self._process.communicate()
        well = self._process.returncode == 0
        log.info("trust_graded" if well else "trust_failed", said=said[-TOLD:].strip())
        return well


_watches: list[Watch] = []


def start() -> None:
    """Watch over the nights in this process, once."""
    if not _watches:
        _watches.append(Watch())
        _watches[0].start()

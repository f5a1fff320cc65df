"""Processes that run beside the caller, until they are stopped or killed."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

PATIENCE_S: Final = 300
"""For whatever has to happen at last, however slow and busy the machine is."""
PAUSE_S: Final = 0.05

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell's background jobs ignore Ctrl-C, and what they start would, too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Process:
    """A process in a group of its own, with all that it starts; `log` is what it says."""

    def __init__(
        self, command: Sequence[str | Path], environment: Mapping[str, str], cwd: Path, log: Path
    ) -> None:
        """Start it."""
        self.log = log
        with log.open("ab") as said:
            self._process = subprocess.Popen(
                command, cwd=cwd, env=environment, stdout=said, stderr=said, start_new_session=True
            )

    @property
    def number(self) -> int:
        """Return the process's number."""
        return self._process.pid

    @property
    def children(self) -> list[int]:
        """Return the numbers of the processes that it has started itself."""
        return children(self.number)

    @property
    def family(self) -> list[int]:
        """Return its number, and those of all that it has started, directly or not."""
        return family(self.number)

    @property
    def has_ended(self) -> bool:
        """Tell whether it runs no more."""
        return self._process.poll() is not None

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; fail if the process ends before, or takes too long."""
        deadline = time.monotonic() + PATIENCE_S
        while not holds():
            if self.has_ended or time.monotonic() > deadline:
                raise AssertionError(f"the process does not come up: {self.log.read_text()}")
            time.sleep(PAUSE_S)

    def wait_for_line(self) -> None:
        """Wait until it has said something."""
        self.wait_until(lambda: self.log.stat().st_size > 0)

    def stop(self) -> int:
        """Stop it as Ctrl-C does, and return its status; kill what does not stop."""
        self.send(signal.SIGINT)
        try:
            return self._process.wait(PATIENCE_S)
        finally:
            self.kill()

    def kill(self) -> None:
        """Kill it with all that it has started."""
        with suppress(ProcessLookupError):
            os.killpg(self.number, signal.SIGKILL)
        self._process.wait()


def children(number: int) -> list[int]:
    """Return the numbers of a process's children."""
    with suppress(OSError):
        listed = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
        return [int(word) for word in listed.split()]
    return []


def family(number: int) -> list[int]:
    """Return the numbers of a process, its children and theirs."""
    return [number, *(other for child in children(number) for other in family(child))]

"""Hands acts to a teller in another process, over its unix socket."""

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from tweipress.bank.teller.metrics import Figures
from tweipress.bank.teller.ticket import Answer
from tweipress.bank.transport import protocol
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.core.state.registry import Act

PATIENCE_S = 10.0
"""How long callers wait while nobody leads. A take-over takes 2 s, a database that restarts a few
more; longer, and those who wait would hold the threads that could still show pages."""
RETRY_S = 0.05
ANSWER_S = 30.0
"""A teller that says nothing for so long hangs, and holds the books: nobody else can answer."""
FIGURES_S = 2.0
"""Who asks how the teller does is a machine that asks again, and takes silence for an answer."""


class Patience:
    """How long a teller has been away; shared, so that an outage delays all callers once."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        """Begin with a teller that answers."""
        self._now_s = now_s
        self._since_s = self._missed_s = float("-inf")

    def is_left(self) -> bool:
        """Note that nobody answers, and tell whether it is worth waiting on."""
        now_s = self._now_s()
        if now_s - self._missed_s > PATIENCE_S:
            self._since_s = now_s
        self._missed_s = now_s
        return now_s - self._since_s < PATIENCE_S

    def renew(self) -> None:
        """Note that somebody answers: the outage is over."""
        self._missed_s = float("-inf")


class Client:
    """One connection a thread; a broken one is opened anew and the act asked again by its key."""

    def __init__(self, path: Path) -> None:
        """Remember where the teller listens."""
        self._path = path
        self._local = threading.local()
        self._patience = Patience()

    def is_answered(self) -> bool:
        """Tell whether a teller listens there."""
        try:
            self._file()
        except OSError:
            return False
        return True

    def figures(self) -> Figures | None:
        """Return how the leading teller does, None when none says so; nobody waits for one."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.settimeout(FIGURES_S)
                connection.connect(str(self._path))
                with connection.makefile("rwb") as file:
                    line = _asked(file, protocol.HOW_ARE_YOU)  # type: ignore[arg-type]  # a buffered pair
        except OSError:
            return None
        return protocol.read_well(line)

    def do(self, act: Act, key: str) -> Answer:
        """Do an act once for its key; wait out a take-over, BOOKS_FAILED when nobody takes over."""
        line = protocol.request(act, key)
        while True:
            try:
                answer = _asked(self._file(), line)
            except TimeoutError:
                self._local.file = None
                return refuse(Refusal.BOOKS_FAILED)
            except OSError:
                self._local.file = None
                if not self._patience.is_left():
                    return refuse(Refusal.BOOKS_FAILED)
                time.sleep(RETRY_S)
            else:
                self._patience.renew()
                return protocol.read_answer(answer)

    def _file(self) -> BinaryIO:
        file: BinaryIO | None = getattr(self._local, "file", None)
        if file is None:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.settimeout(ANSWER_S)
                connection.connect(str(self._path))
                file = connection.makefile("rwb")  # type: ignore[assignment]  # a buffered pair
            self._local.file = file
        assert file is not None
        return file


def _asked(file: BinaryIO, line: bytes) -> bytes:
    """Return the answer to a line, whole; a teller may go away in the middle of it."""
    file.write(line)
    file.flush()
    answer = file.readline(protocol.LINE_MAX_BYTES)
    if not answer.endswith(b"\n"):
        raise ConnectionError("the teller hung up")
    return answer

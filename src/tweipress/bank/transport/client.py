"""The client of a teller in another process, over its unix socket."""

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
"""How long callers wait while no teller leads. A take-over takes 2 s, a restart of the database a
little more. If they waited longer, they would block the threads that can still show pages."""
RETRY_S = 0.05
ANSWER_S = 30.0
"""A teller that is silent for so long hangs and holds the books, so nobody else can answer."""
FIGURES_S = 2.0
"""Monitoring asks for figures again and again, so it does not wait long."""


class Patience:
    """How long no teller has answered; shared, so that an outage delays all callers once."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        """Begin as if a teller answered."""
        self._now_s = now_s
        self._since_s = self._missed_s = float("-inf")

    def is_left(self) -> bool:
        """Note that no teller answers, and tell whether to wait on."""
        now_s = self._now_s()
        if now_s - self._missed_s > PATIENCE_S:
            self._since_s = now_s
        self._missed_s = now_s
        return now_s - self._since_s < PATIENCE_S

    def renew(self) -> None:
        """Note that a teller answers: the outage is over."""
        self._missed_s = float("-inf")


class Client:
    """One connection per thread; a broken one is reopened and the act sent again by its key."""

    def __init__(self, path: Path) -> None:
        """Remember where the teller listens."""
        self._path = path
        self._local = threading.local()
        self._patience = Patience()

    def is_answered(self) -> bool:
        """Tell whether a teller listens there now, whoever answered this thread before."""
        try:
            self._connected().close()
        except OSError:
            return False
        return True

    def figures(self) -> Figures | None:
        """Return the leading teller's figures, None if none answers; wait for no take-over."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.settimeout(FIGURES_S)
                connection.connect(str(self._path))
                with connection.makefile("rwb") as file:
                    line = _asked(file, protocol.ASK_FIGURES)  # type: ignore[arg-type]  # a buffered pair
        except OSError:
            return None
        return protocol.read_figures(line)

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
            file = self._local.file = self._connected()
        return file

    def _connected(self) -> BinaryIO:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(ANSWER_S)
            connection.connect(str(self._path))
            return connection.makefile("rwb")  # type: ignore[return-value]  # a buffered pair


def _asked(file: BinaryIO, line: bytes) -> bytes:
    """Return the whole answer to a line; raise ConnectionError if it breaks off."""
    file.write(line)
    file.flush()
    answer = file.readline(protocol.LINE_MAX_BYTES)
    if not answer.endswith(b"\n"):
        raise ConnectionError("the teller hung up")
    return answer

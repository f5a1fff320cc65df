"""Hands acts to a teller in another process, over its unix socket."""

import socket
import threading
from pathlib import Path
from typing import BinaryIO

from tweipress.bank import wire
from tweipress.bank.ticket import Answer
from tweipress.core.acts import Act
from tweipress.core.outcome import refuse
from tweipress.core.refusals import Refusal

TRIES = 2
TIMEOUT_S = 60.0


class Client:
    """One connection a thread; a broken one is opened anew and the act asked again by its key."""

    def __init__(self, path: Path) -> None:
        """Remember where the teller listens."""
        self._path = path
        self._local = threading.local()

    def is_answered(self) -> bool:
        """Tell whether a teller listens there."""
        try:
            self._file()
        except OSError:
            return False
        return True

    def do(self, act: Act, key: str) -> Answer:
        """Do an act once for its key; BOOKS_FAILED when no teller answers."""
        line = wire.request(act, key)
        for _ in range(TRIES):
            try:
                file = self._file()
                file.write(line)
                file.flush()
                if answer := file.readline(wire.LINE_MAX_BYTES):
                    return wire.read_answer(answer)
            except OSError:
                pass
            self._local.file = None
        return refuse(Refusal.BOOKS_FAILED)

    def _file(self) -> BinaryIO:
        file: BinaryIO | None = getattr(self._local, "file", None)
        if file is None:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.settimeout(TIMEOUT_S)
                connection.connect(str(self._path))
                file = connection.makefile("rwb")  # type: ignore[assignment]  # a buffered pair
            self._local.file = file
        assert file is not None
        return file

"""A unix socket between two parties that cuts a connection at the moment it is told to."""

import os
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from weakref import WeakSet

CHUNK_BYTES = 1 << 16
BACKLOG = 64


class Trap(NamedTuple):
    """What springs it on the way up, and what has to have come down before the cut.

    `up_part` and `down_part` are how much of question and answer still pass, from 0 to 1; `then`
    is called just before the cut.
    """

    up: bytes
    down: bytes = b""
    up_part: float = 1.0
    down_part: float = 0.0
    then: Callable[[], None] = lambda: None


class Proxy:
    """Hands through what passes, until a trap is set."""

    def __init__(self, path: Path, target: Path) -> None:
        """Listen at `path`, and connect to `target` for everybody who comes."""
        self._target = target
        self._traps: list[Trap] = []
        self._pairs: WeakSet[_Pair] = WeakSet()
        self._lock = threading.Lock()
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        path.chmod(0o777)
        self._listener.listen(BACKLOG)
        threading.Thread(target=self._accept, daemon=True).start()

    def set(self, trap: Trap, times: int = 1) -> None:
        """Catch the next `times` connections whose question fits."""
        with self._lock:
            self._traps = [trap] * times

    @property
    def is_set(self) -> bool:
        """Tell whether a trap still waits."""
        return bool(self._traps)

    def clear(self) -> int:
        """Take the traps away; return how many were left."""
        with self._lock:
            left, self._traps = len(self._traps), []
        return left

    def cut(self) -> None:
        """Cut every connection; whoever needs one opens a new one."""
        for pair in list(self._pairs):
            pair.cut()

    def close(self) -> None:
        """Listen no more."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def caught(self, data: bytes) -> Trap | None:
        """Return the trap that a question springs."""
        if not self._traps:
            return None
        with self._lock:
            if self._traps and self._traps[0].up in data:
                return self._traps.pop()
        return None

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            try:
                server.connect(str(self._target))
            except OSError:
                caller.close()
                server.close()
                continue
            pair = _Pair(self, caller, server)
            self._pairs.add(pair)
            pair.start()


class _Pair:
    """One connection, and the one that belongs to it."""

    def __init__(self, proxy: Proxy, caller: socket.socket, server: socket.socket) -> None:
        self._proxy = proxy
        self._caller = caller
        self._server = server
        self._trap: Trap | None = None

    def start(self) -> None:
        for work in (self._up, self._down):
            threading.Thread(target=work, daemon=True).start()

    def _up(self) -> None:
        with suppress(OSError):
            while data := self._caller.recv(CHUNK_BYTES):
                trap = self._proxy.caught(data)
                if trap is not None and trap.up_part < 1:
                    self._server.sendall(data[: int(len(data) * trap.up_part)])
                    trap.then()
                    break
                self._trap = trap
                self._server.sendall(data)
        self.cut()

    def _down(self) -> None:
        kept = b""
        with suppress(OSError):
            while data := self._server.recv(CHUNK_BYTES):
                if self._trap is None:
                    self._caller.sendall(data)
                    continue
                kept += data
                if self._trap.down in kept:
                    self._trap.then()
                    self._caller.sendall(kept[: int(len(kept) * self._trap.down_part)])
                    break
        self.cut()

    def cut(self) -> None:
        """Close both ends."""
        for end in (self._caller, self._server):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            with suppress(OSError):
                os.close(end.detach())

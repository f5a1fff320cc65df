"""A client that says what it likes, as slowly as it likes."""

import json
import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from harness.process import PATIENCE_S
from harness.site import HOST
from tweipress.core.units import MS_PER_S

OPEN: list["Client"] = []


class Client:
    """One connection."""

    def __init__(self, port: int, *, buffer_bytes: int = 0) -> None:
        self._socket = socket.socket()
        if buffer_bytes:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer_bytes)
        self._socket.settimeout(PATIENCE_S)
        self._socket.connect((HOST, port))
        OPEN.append(self)

    def say(self, *lines: str, body: bytes = b"") -> "Client":
        """Send the lines of a head and an empty one, and a body."""
        head = "\r\n".join((*lines, "Host: localhost", "", ""))
        return self.send(head.encode() + body)

    def send(self, data: bytes) -> "Client":
        """Send bytes."""
        self._socket.sendall(data)
        return self

    def heard(self, until: bytes = b"") -> bytes:
        """Return what comes until the server ends the connection, or says something."""
        heard = bytearray()
        with suppress(ConnectionResetError):
            while not (until and until in heard) and (data := self._socket.recv(65536)):
                heard += data
        return bytes(heard)

    def told(self) -> dict[str, Any]:
        """Return the JSON of an answer after which the server ends the connection."""
        answer: dict[str, Any] = json.loads(self.heard().partition(b"\r\n\r\n")[2])
        return answer

    @property
    def has_answer(self) -> bool:
        """Tell whether anything has come, or the end."""
        self._socket.setblocking(False)
        try:
            self._socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        finally:
            self._socket.settimeout(PATIENCE_S)
        return True

    def wait_for_end(self) -> None:
        """Wait until the server has ended the connection, without reading anything."""
        poll = select.poll()
        poll.register(self._socket, select.POLLHUP | select.POLLERR)
        assert poll.poll(PATIENCE_S * MS_PER_S)

    def go(self) -> None:
        """Go away."""
        self._socket.close()


def ask(port: int, path: str, *lines: str) -> Client:
    """Ask for a page on a connection of its own, and no more."""
    return Client(port).say(f"GET {path} HTTP/1.1", "Connection: close", *lines)


def post(port: int, length: int, *lines: str, path: str = "/", body: bytes = b"") -> Client:
    """Announce a body, and send some of it."""
    return Client(port).say(f"POST {path} HTTP/1.1", f"Content-Length: {length}", *lines, body=body)


@contextmanager
def closing_all() -> Iterator[None]:
    """Close every connection at the end."""
    try:
        yield
    finally:
        while OPEN:
            OPEN.pop().go()

"""What granian calls: it reads the body, then lets one of Django's threads answer.

`MACHINE_PATHS` have a thread of their own, so that who keeps watch hears from a busy site. A large
file is left to granian: it takes neither memory nor a thread, however slow the client.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from http import HTTPStatus
from typing import Any, Final, Protocol

from tweipress.bank import turns
from tweipress.config.server import bounds
from tweipress.config.server.bodies import UNREAD, Gone, Room, Unread, read
from tweipress.config.server.connections import Keeper
from tweipress.config.server.environ import Environ, Headers, Scope, environ_of
from tweipress.config.server.files import Handed, handed
from tweipress.core.digits import number_in
from tweipress.core.refusals import Refusal

Given = list[tuple[str, str]]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
CLOSE: Final = ("connection", "close")


class Client(Protocol):
    """Who asks: it gives the body in pieces and takes one answer, from whichever thread."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Give the body."""
        ...

    def response_bytes(self, status: int, headers: Given, body: bytes) -> None:
        """Send the answer."""

    def response_empty(self, status: int, headers: Given) -> None:
        """Send an answer without a body."""

    def response_file(self, status: int, headers: Given, file: str) -> None:
        """Send a file, which is opened soon."""


class Application:
    """A WSGI application behind whole requests, in `threads` threads."""

    def __init__(self, wsgi: Wsgi, port: int, threads: int, machine_paths: Iterable[str]) -> None:
        self._wsgi = wsgi
        self._machine_paths = frozenset(machine_paths)
        self._threads = ThreadPoolExecutor(threads, "answer")
        self._machines = ThreadPoolExecutor(1, "machine")
        self._room, self._uploads = Room(), Room(bounds.UPLOADS_MAX_BYTES)
        self._keeper = Keeper(port)

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to watch the connections."""
        self._loop = loop
        self._keeper.start()

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let go of the threads; who is being answered still is."""
        self._keeper.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._machines.shutdown(wait=False, cancel_futures=True)

    async def __rsgi__(self, scope: Scope, client: Client) -> None:
        """Read a request to its end and have it answered; without a body it goes on at once."""
        headers, path = scope.headers, scope.path
        room = self._uploads if path == bounds.UPLOAD_PATH else self._room
        with self._keeper.asking(scope.client), room.taking() as part:
            body, unread = b"", None
            try:
                if length := announced(headers, path):
                    body = await read(client, length, part, bounds.body_most_s(path))
            except Unread as stopped:
                unread = stopped.refusal
            except Gone:
                client.response_empty(HTTPStatus.BAD_REQUEST, [CLOSE])
                return
            threads = self._machines if path in self._machine_paths else self._threads
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(threads, self._answer, scope, headers, client, body, unread)

    def _answer(
        self, scope: Scope, headers: Headers, client: Client, body: bytes, unread: Refusal | None
    ) -> None:
        """Answer in a thread. The client has the answer before what comes after it is done."""
        environ = environ_of(scope, headers, body)
        started: list[tuple[int, Given]] = []

        def start(status: str, given: Given, *_: object) -> None:
            started.append((int(status[:3]), given))

        if unread is not None:
            environ[UNREAD] = unread
        with nullcontext() if scope.path in self._machine_paths else turns.taking():
            answer = self._wsgi(environ, start)
        try:
            file = handed(answer)
            whole = b"" if file else b"".join(answer)
            status, given = started[-1]
            if file:
                self._hand_over(file, client, status, given)
            else:
                client.response_bytes(status, [*given, CLOSE] if unread else given, whole)
        finally:
            if close := getattr(answer, "close", None):
                close()

    def _hand_over(self, file: Handed, client: Client, status: int, given: Given) -> None:
        """Let granian send a file, and keep it open until it has been opened there."""
        client.response_file(status, given, file.path)
        self._loop.call_soon_threadsafe(self._loop.call_later, bounds.FILE_OPENED_S, file.close)


def announced(headers: Headers, path: str) -> int:
    """Return how long the body is, or refuse it before any of it is read.

    A length that is not one, or too large, is left to the middleware, which refuses it as well
    when another server calls it.
    """
    if headers.get("transfer-encoding") is not None:
        raise Unread(Refusal.BODY_UNMEASURED)
    length = number_in(headers.get("content-length") or "0") or 0
    return length if length <= bounds.body_max_bytes(path) else 0

"""The teller's unix socket: where other processes of the same machine hand in their acts."""

import socketserver
import threading
from contextlib import suppress
from pathlib import Path

from tweipress.bank import wire
from tweipress.bank.teller import Teller
from tweipress.core.outcome import refuse
from tweipress.core.refusals import Refusal

OWNER_ONLY = 0o600


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        """Answer line after line until the caller goes."""
        teller = self.server.teller  # type: ignore[attr-defined]  # our own server below
        with suppress(BrokenPipeError, ConnectionResetError):
            while line := self.rfile.readline(wire.LINE_MAX_BYTES):
                self.wfile.write(_respond(teller, line))


def _respond(teller: Teller, line: bytes) -> bytes:
    try:
        act, key = wire.read_request(line)
    except (ValueError, RecursionError):
        return wire.answer(refuse(Refusal.MALFORMED))
    return wire.answer(teller.do(act, key))


class Counter(socketserver.ThreadingUnixStreamServer):
    """Serves a teller on a socket file that its owner alone may open."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, teller: Teller, path: Path) -> None:
        """Listen; a socket file left behind by a dead teller is replaced."""
        self.teller = teller
        self._path = path
        path.unlink(missing_ok=True)
        super().__init__(str(path), _Handler)
        path.chmod(OWNER_ONLY)
        self._number = path.stat().st_ino
        threading.Thread(target=self.serve_forever, name="counter", daemon=True).start()

    def close(self) -> None:
        """Stop listening and remove the socket file, unless a successor has put its own there."""
        self.shutdown()
        self.server_close()
        with suppress(FileNotFoundError):
            if self._path.stat().st_ino == self._number:
                self._path.unlink()

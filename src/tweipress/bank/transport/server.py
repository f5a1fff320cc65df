"""The server on the teller's unix socket: takes acts from other processes of this machine."""

import socketserver
import threading
from contextlib import suppress
from pathlib import Path

from tweipress.bank.teller.teller import Teller
from tweipress.bank.teller.ticket import NOT_LEADING
from tweipress.bank.transport import protocol
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse

OWNER_ONLY = 0o600
CLOSING_S = 0.1


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        """Answer line after line until the caller leaves; without the lead, close the connection.

        The caller then sends the act again, by the same key, to this teller's successor.
        """
        teller = self.server.teller  # type: ignore[attr-defined]  # our own server below
        with suppress(BrokenPipeError, ConnectionResetError):
            while line := self.rfile.readline(protocol.LINE_MAX_BYTES):
                answer = _respond(teller, line)
                if answer is None:
                    return
                self.wfile.write(answer)


def _respond(teller: Teller, line: bytes) -> bytes | None:
    if line == protocol.ASK_FIGURES:
        figures = teller.figures()
        return None if figures is None else protocol.figures(figures)
    try:
        act, key = protocol.read_request(line)
    except (ValueError, RecursionError):
        return protocol.answer(refuse(Refusal.MALFORMED))
    answer = teller.do(act, key)
    return None if answer is NOT_LEADING else protocol.answer(answer)


class Server(socketserver.ThreadingUnixStreamServer):
    """Serves a teller on a socket file that its owner alone may open.

    Only the leader touches the file, and replaces a dead teller's file at once.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, teller: Teller, path: Path) -> None:
        """Listen, then put the socket file in its place."""
        self.teller = teller
        self._path = path
        new = path.with_suffix(".new")
        new.unlink(missing_ok=True)
        super().__init__(str(new), _Handler)
        new.chmod(OWNER_ONLY)
        self._number = new.stat().st_ino
        new.replace(path)
        threading.Thread(
            target=self.serve_forever, args=(CLOSING_S,), name="server", daemon=True
        ).start()

    @property
    def is_found(self) -> bool:
        """Tell whether the file under the path is still this server's."""
        with suppress(FileNotFoundError):
            return self._path.stat().st_ino == self._number
        return False

    def close(self) -> None:
        """Stop listening; remove the file if it is still this server's and its teller leads."""
        if self.teller.is_leading and self.is_found:
            self._path.unlink(missing_ok=True)
        self.shutdown()
        self.server_close()

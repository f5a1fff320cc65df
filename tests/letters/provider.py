"""A mail provider's HTTP interface of one's own, and the reports that it would send."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final

SIGNING_KEY: Final = "signing-key"
ANSWERS: Final = {
    "mailgun": (200, {"id": "<1@press.example>", "message": "Queued. Thank you."}),
    "postmark": (
        200,
        {"ErrorCode": 0, "Message": "OK", "MessageID": "1", "To": "ann@press.example"},
    ),
    "brevo": (201, {"messageId": "<1@press.example>"}),
}


@dataclass
class Api:
    """What the provider was given; `statuses` are answered first, one to each mail."""

    name: str
    port: int = 0
    mails: list[tuple[str, bytes]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Return the setting that has mail sent here."""
        path = "/v3" if self.name == "mailgun" else "/"
        return f"{self.name}+http://key@127.0.0.1:{self.port}{path}"


@contextmanager
def running(api: Api) -> Iterator[Api]:
    """Run a provider."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the server calls it so
            self._answer(404, None)

        def do_POST(self) -> None:  # as above
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if api.statuses and (status := api.statuses.pop(0)) != 200:
                self._answer(status, {"message": "no"})
                return
            api.mails.append((self.path, body))
            self._answer(*ANSWERS[api.name])

        def _answer(self, status: int, content: Any) -> None:
            body = b"" if content is None else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("X-Message-Id", "1")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    api.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def mailgun_report(tag: str, key: str = SIGNING_KEY, **event: Any) -> dict[str, Any]:
    """Return a report as Mailgun signs it."""
    token, timestamp = "t" * 50, "1767225600"
    signature = hmac.new(key.encode(), f"{timestamp}{token}".encode(), hashlib.sha256)
    return {
        "signature": {
            "token": token,
            "timestamp": timestamp,
            "signature": signature.hexdigest(),
        },
        "event-data": {
            "event": "failed",
            "severity": "permanent",
            "reason": "bounce",
            "timestamp": 1767225600.0,
            "recipient": "ann@press.example",
            "user-variables": {"letter_copy": tag},
            **event,
        },
    }

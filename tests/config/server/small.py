"""`python -m tests.config.server.small PORT BOUNDS`: a small application behind the site's server.

It has little of everything, so that its bounds are reached at once. Patience it has, unless the
bounds given as JSON say otherwise: only a test that is about one of them is to come upon it.
"""

import json
import resource
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event
from typing import Any

from django.conf import settings
from django.http import FileResponse

from tweipress.config.server import bounds
from tweipress.config.server.application import Application
from tweipress.config.server.bodies import UNREAD
from tweipress.config.server.running import run

LITTLE = {
    "HEAD_MS": 60_000,
    "BODY_GRACE_S": 60.0,
    "BODY_LEAST_BYTES_PER_S": 1000,
    "BODIES_MAX_BYTES": 4000,
    "UPLOADS_MAX_BYTES": 4000,
    "CONNECTIONS": 40,
    "CONNECTIONS_FREE": 8,
    "WATCH_S": 0.1,
    "ANSWER_GRACE_S": 60.0,
    "FILE_OPENED_S": 3.0,
}
LARGE = 16 * 1024 * 1024
FILES = {"/file": 0, "/part": LARGE - 1}
THREADS = 2
IS_ASKED = len(sys.argv) > 2 and sys.argv[1].isdigit()
PORT = int(sys.argv[1]) if IS_ASKED else 0

if IS_ASKED:
    vars(bounds).update(LITTLE | json.loads(sys.argv[2]))
if not settings.configured:
    settings.configure()
released = Event()
called: list[str] = []


def large_file(place: int = 0) -> Any:
    """Return a large file without a name, to be read from a place on."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it
    file.write(b"x" * LARGE)
    file.seek(place)
    return file


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with what was asked, or do what the address says."""
    path = environ["PATH_INFO"]
    called.append(path)
    if unread := environ.get(UNREAD):
        start("400 Bad Request", [])
        return [unread.name.encode()]
    if path == "/fail":
        raise ValueError("this application fails")
    if path == "/hang":
        released.wait()
    if path == "/release":
        released.set()
    if path in FILES:
        response = FileResponse(large_file(FILES[path]))
        start("200 OK", list(response.items()))
        return response
    start("200 OK", [("Content-Type", "text/plain")])
    if path == "/large":
        return [b"x" * LARGE]
    if path == "/memory":
        kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return [json.dumps({"kib": kib, "files": len(list(Path("/dev/fd").iterdir()))}).encode()]
    if path == "/called":
        return [json.dumps(called).encode()]
    told = {key: value for key, value in environ.items() if isinstance(value, str)}
    told["body"] = environ["wsgi.input"].read().decode()
    return [json.dumps(told).encode()]


server = Application(application, PORT, THREADS, ("/release", "/called"))

if __name__ == "__main__":
    run("tests.config.server.small:server", "127.0.0.1", PORT, 1)

"""The site as an operator starts it: granian, one worker, the teller inside."""

import signal
import socket
import subprocess
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

from tests.config.test_settings import TWEIPRESS, tweipress

START_S = 30
STOP_S = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def status(port: int, path: str) -> int:
    """Return the status of an answer, waiting for the server to come up."""
    ends = time.monotonic() + START_S
    while time.monotonic() < ends:
        with suppress(ConnectionRefusedError):
            caller = HTTPConnection("127.0.0.1", port, timeout=10)
            try:
                caller.request("GET", path)
                return caller.getresponse().status
            finally:
                caller.close()
        time.sleep(0.1)
    raise TimeoutError(f"nobody answers on port {port}")


def test_a_migrated_site_serves_pages_and_files_and_stops_when_asked(tmp_path: Path) -> None:
    assert tweipress(tmp_path, "migrate").returncode == 0
    port = free_port()
    variables = {
        "PATH": "/usr/bin:/bin",
        "TWEIPRESS_DATA": str(tmp_path / "var"),
        "TWEIPRESS_PORT": str(port),
    }
    with subprocess.Popen([TWEIPRESS, "serve"], env=variables, cwd=tmp_path) as site:
        try:
            assert status(port, "/accounts/login/") == 200
            assert status(port, "/static/pages/site.css") == 200
            assert status(port, "/no/such/page") == 404
        finally:
            site.send_signal(signal.SIGINT)
        assert site.wait(STOP_S) == 0


def test_a_port_that_is_taken_is_refused_in_one_line(tmp_path: Path) -> None:
    assert tweipress(tmp_path, "migrate").returncode == 0
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as other:
        port = str(other.getsockname()[1])
        refused = tweipress(tmp_path, "serve", TWEIPRESS_PORT=port)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert f"Port {port} of 127.0.0.1 cannot be had" in refused.stderr

"""The site as an operator starts it: granian, with the teller inside or in a process of its own."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.config.test_settings import TWEIPRESS, tweipress
from tests.config.visitor import Visitor

START_S = 30
STOP_S = 20
SIGN_IN = "/accounts/login/"
SIGN_UP = "/accounts/signup/"
TOKEN = "a-token-for-the-watchman"
HASHED = re.compile(r"/static/pages/site\.[0-9a-f]{12}\.css")
GUESSES = 5
"""So many wrong passwords for one member are allauth's limit, whichever worker counts them."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def status(port: int, path: str) -> int:
    """Return the status of an answer, waiting for the server to come up."""
    ends = time.monotonic() + START_S
    while time.monotonic() < ends:
        with suppress(ConnectionRefusedError, ConnectionResetError):
            caller = HTTPConnection("127.0.0.1", port, timeout=10)
            try:
                caller.request("GET", path)
                return caller.getresponse().status
            finally:
                caller.close()
        time.sleep(0.1)
    raise TimeoutError(f"nobody answers on port {port}")


@contextmanager
def running(folder: Path, *words: str, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command beside the test, and stop it as an operator would."""
    environment = {"PATH": "/usr/bin:/bin", "TWEIPRESS_DATA": str(folder / "var"), **variables}
    with subprocess.Popen([TWEIPRESS, *words], env=environment, cwd=folder) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(STOP_S) == 0


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a site that nobody has served yet: to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    assert tweipress(folder, "migrate").returncode == 0
    return folder


@pytest.fixture
def folder(migrated: Path, tmp_path: Path) -> Path:
    """Give the folder of a migrated site."""
    return shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)


def join(port: int, name: str) -> None:
    """Let somebody sign up."""
    form = {"email": f"{name}@press.example", "name": name, "password1": "a long way to read"}
    assert Visitor(port).post(SIGN_UP, **form)[0] == 302


def guess(port: int) -> str:
    """Guess the reader's password, as another visitor each time, and return what the site says."""
    return Visitor(port).post(SIGN_IN, login="reader@press.example", password="perhaps this")[1]


def is_stopped(said: str) -> bool:
    """Tell whether the site has had enough of somebody's guesses."""
    return "Too many failed login attempts" in said


def joined(folder: Path) -> int:
    """Return how many members the books know."""
    with closing(sqlite3.connect(folder / "var" / "books.sqlite3")) as books:
        return int(books.execute("SELECT count(*) FROM bank_member").fetchone()[0])


def kill(site: subprocess.Popen[bytes], worker: int) -> None:
    """Kill a worker and wait until it is replaced."""
    number = len(workers(site))
    os.kill(worker, signal.SIGKILL)
    while worker in (there := workers(site)) or len(there) < number:
        time.sleep(0.05)


def count(port: int, metric: str) -> int:
    """Return a figure of the site's, by the beginning of its line, over all workers."""
    caller = HTTPConnection("127.0.0.1", port, timeout=10)
    caller.request("GET", "/metrics/", headers={"Authorization": f"Bearer {TOKEN}"})
    lines = caller.getresponse().read().decode().splitlines()
    caller.close()
    return sum(int(float(line.split()[-1])) for line in lines if line.startswith(metric))


def workers(site: subprocess.Popen[bytes]) -> set[int]:
    """Return the numbers of a site's worker processes."""
    children = Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text()
    return set(map(int, children.split()))


def test_a_migrated_site_serves_pages_and_stops_when_asked(folder: Path) -> None:
    port = free_port()
    with running(folder, "serve", TWEIPRESS_PORT=str(port)):
        assert status(port, "/accounts/login/") == 200
        assert status(port, "/no/such/page") == 404


def test_static_files_come_compressed_under_hashed_names_and_are_kept_for_years(
    folder: Path,
) -> None:
    port = free_port()
    with running(folder, "serve", TWEIPRESS_PORT=str(port)):
        assert status(port, SIGN_IN) == 200
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as caller:
            caller.request("GET", SIGN_IN)
            (path,) = HASHED.findall(caller.getresponse().read().decode())
            caller.request("GET", path, headers={"Accept-Encoding": "gzip"})
            file = caller.getresponse()
            assert file.headers["Content-Encoding"] == "gzip"
            assert "immutable" in file.headers["Cache-Control"]


def test_a_killed_worker_is_replaced_and_its_teller_leads_again(folder: Path) -> None:
    port = free_port()
    with running(folder, "serve", TWEIPRESS_PORT=str(port)) as site:
        assert status(port, SIGN_UP) == 200
        join(port, "reader")
        kill(site, *workers(site))
        assert status(port, SIGN_UP) == 200
        join(port, "critic")
        assert joined(folder) == 2


def test_a_worker_that_hangs_does_not_keep_a_site_from_stopping(folder: Path) -> None:
    port = free_port()
    with running(folder, "serve", TWEIPRESS_PORT=str(port)) as site:
        assert status(port, "/") == 200
        (worker,) = workers(site)
        os.kill(worker, signal.SIGSTOP)
    assert not Path(f"/proc/{worker}").exists()


def test_several_workers_share_a_teller_in_a_process_of_its_own(folder: Path) -> None:
    port = free_port()
    apart = {
        "TWEIPRESS_TELLER": "process",
        "TWEIPRESS_WORKERS": "2",
        "TWEIPRESS_PORT": str(port),
        "TWEIPRESS_METRICS_TOKEN": TOKEN,
        "TWEIPRESS_RATE_FACTOR": "10",  # so many join from here without a puzzle
    }
    with ExitStack() as stack:
        teller = stack.enter_context(running(folder, "teller"))
        site = stack.enter_context(running(folder, "serve", **apart))
        assert status(port, SIGN_UP) == 200
        assert len(workers(site)) == 2
        for name in ("reader", "critic", "author"):
            join(port, name)
        assert [is_stopped(guess(port)) for _ in range(GUESSES)] == GUESSES * [False]
        assert is_stopped(guess(port))
        kill(site, min(workers(site)))
        join(port, "outsider")
        assert joined(folder) == 4
        # A worker that starts asks again for a join under way: the same receipt, counted twice.
        assert count(port, 'tweipress_teller_accepted_total{act="join"}') >= 4
        assert count(port, 'tweipress_requests_total{method="POST",status="302",') == 4
        assert status(port, "/health/") == 200
        teller.send_signal(signal.SIGINT)
        teller.wait(STOP_S)
        assert status(port, "/health/") == 503


def test_a_port_that_is_taken_is_refused_in_one_line(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as other:
        port = str(other.getsockname()[1])
        refused = tweipress(folder, "serve", TWEIPRESS_PORT=port)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert f"Port {port} of 127.0.0.1 cannot be had" in refused.stderr


def test_a_teller_without_tables_is_refused_in_one_line(tmp_path: Path) -> None:
    refused = tweipress(tmp_path, "teller")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "run tweipress migrate first" in refused.stderr

"""The site as an operator starts it: granian, with the teller inside or in a process of its own."""

import os
import re
import signal
import socket
import sqlite3
import time
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from harness.command import tweipress
from harness.process import Process
from harness.site import HOST, Site
from tests.config.visitor import Visitor
from tests.templates import empty_site

SIGN_IN = "/accounts/login/"
SIGN_UP = "/accounts/signup/"
TOKEN = "a-token-for-the-watchman"
HASHED = re.compile(r"/static/pages/site\.[0-9a-f]{12}\.css")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a migrated site that nobody has served yet."""
    return empty_site(tmp_path)


def join(port: int, name: str) -> None:
    """Let somebody sign up."""
    form = {"email": f"{name}@press.example", "name": name, "password1": "a long way to read"}
    assert Visitor(port).post(SIGN_UP, **form)[0] == 302


def joined(site: Site) -> int:
    """Return how many members the books know."""
    with closing(sqlite3.connect(site.data / "books.sqlite3")) as books:
        return int(books.execute("SELECT count(*) FROM bank_member").fetchone()[0])


def kill(server: Process, worker: int) -> None:
    """Kill a worker and wait until it is replaced."""
    number = len(server.children)
    os.kill(worker, signal.SIGKILL)
    while worker in (there := server.children) or len(there) < number:
        time.sleep(0.05)


def count(port: int, metric: str) -> int:
    """Return a figure of the site's, by the beginning of its line, over all workers."""
    caller = HTTPConnection(HOST, port, timeout=60)
    caller.request("GET", "/metrics/", headers={"Authorization": f"Bearer {TOKEN}"})
    lines = caller.getresponse().read().decode().splitlines()
    caller.close()
    return sum(int(float(line.split()[-1])) for line in lines if line.startswith(metric))


def test_a_migrated_site_serves_pages_and_stops_when_asked(site: Site) -> None:
    with site.serving() as server:
        assert server.status("/accounts/login/") == 200
        assert server.status("/no/such/page") == 404


def test_static_files_come_compressed_under_hashed_names_and_are_kept_for_years(
    site: Site,
) -> None:
    with site.serving() as server, closing(HTTPConnection(HOST, server.port)) as caller:
        caller.request("GET", SIGN_IN)
        (path,) = HASHED.findall(caller.getresponse().read().decode())
        caller.request("GET", path, headers={"Accept-Encoding": "gzip"})
        file = caller.getresponse()
        assert file.headers["Content-Encoding"] == "gzip"
        assert "immutable" in file.headers["Cache-Control"]


def test_a_killed_worker_is_replaced_and_its_teller_leads_again(site: Site) -> None:
    with site.serving() as server:
        join(server.port, "reader")
        kill(server.process, *server.process.children)
        assert server.status(SIGN_UP) == 200
        join(server.port, "critic")
        assert joined(site) == 2


def test_a_worker_that_hangs_does_not_keep_a_site_from_stopping(site: Site) -> None:
    with site.serving() as server:
        (worker,) = server.process.children
        os.kill(worker, signal.SIGSTOP)
    assert not Path(f"/proc/{worker}").exists()


def test_several_workers_share_a_teller_in_a_process_of_its_own(site: Site) -> None:
    apart = {
        "TWEIPRESS_TELLER": "process",
        "TWEIPRESS_WORKERS": "2",
        "TWEIPRESS_METRICS_TOKEN": TOKEN,
        "TWEIPRESS_RATE_FACTOR": "10",  # so many join from here without a puzzle
    }
    with ExitStack() as stack:
        teller = site.start("teller")
        stack.callback(teller.kill)
        server = stack.enter_context(site.serving(**apart))
        port = server.port
        assert len(server.process.children) == 2
        for name in ("reader", "critic", "author"):
            join(port, name)
        kill(server.process, min(server.process.children))
        join(port, "outsider")
        assert joined(site) == 4
        # A worker that starts asks again for a join under way: the same receipt, counted twice.
        assert count(port, 'tweipress_teller_accepted_total{act="join"}') >= 4
        assert count(port, 'tweipress_requests_total{method="POST",status="302",') == 4
        assert server.status("/health/") == 200
        assert teller.stop() == 0
        assert server.status("/health/") == 503


def test_a_port_that_is_taken_is_refused_in_one_line(site: Site) -> None:
    with socket.create_server((HOST, 0), reuse_port=True) as other:
        port = str(other.getsockname()[1])
        refused = site.run("serve", TWEIPRESS_PORT=port)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert f"Port {port} of 127.0.0.1 cannot be had" in refused.stderr


def test_a_teller_without_tables_is_refused_in_one_line(tmp_path: Path) -> None:
    refused = tweipress(tmp_path, "teller")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "run tweipress migrate first" in refused.stderr

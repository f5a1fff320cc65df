"""The site as an operator starts it: granian, with the teller inside or in a process of its own."""

import os
import re
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from harness.command import tweipress
from harness.process import PATIENCE_S, Process
from harness.site import HOST, Server, Site
from tests.config.server.client import Client, closing_all, post
from tests.config.visitor import Visitor
from tests.templates import empty_site
from tweipress.config.server.bounds import BODY_MAX_BYTES

SIGN_IN = "/accounts/login/"
SIGN_UP = "/accounts/signup/"
TOKEN = "a-token-for-the-watchman"
HASHED = re.compile(r"/static/pages/look\.[0-9a-f]{12}\.css")
SLOW = 18
"""More than there are threads."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a migrated site that nobody has served yet."""
    return empty_site(tmp_path)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve one site to those who only ask, or add a member."""
    with empty_site(tmp_path_factory.mktemp("served")).serving() as server:
        yield server


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Close at the end what a test has opened."""
    with closing_all():
        yield


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
    caller = HTTPConnection(HOST, port, timeout=PATIENCE_S)
    caller.request("GET", "/metrics/", headers={"Authorization": f"Bearer {TOKEN}"})
    lines = caller.getresponse().read().decode().splitlines()
    caller.close()
    return sum(int(float(line.split()[-1])) for line in lines if line.startswith(metric))


def test_a_migrated_site_serves_pages_and_stops_when_asked(site: Site) -> None:
    with site.serving() as server:
        assert server.status("/accounts/login/") == 200
        assert server.status("/no/such/page") == 404


def test_the_threads_that_answer_interrupt_nobody(served: Server) -> None:
    assert served.status("/") == 200
    families = [list(Path(f"/proc/{number}/task").iterdir()) for number in served.process.family]
    threads = [int(thread.name) for thread in max(families, key=len)]  # the worker has the most
    assert {os.sched_getscheduler(thread) for thread in threads} == {os.SCHED_BATCH}


def test_static_files_come_compressed_under_hashed_names_and_are_kept_for_years(
    served: Server,
) -> None:
    with closing(HTTPConnection(HOST, served.port)) as caller:
        caller.request("GET", SIGN_IN)
        (path,) = HASHED.findall(caller.getresponse().read().decode())
        for asked, given in (("gzip, br", "br"), ("gzip", "gzip"), ("", None)):
            caller.request("GET", path, headers={"Accept-Encoding": asked})
            file = caller.getresponse()
            assert file.headers["Content-Encoding"] == given
            assert "immutable" in file.headers["Cache-Control"]
            assert len(file.read()) == int(file.headers["Content-Length"])


def test_a_killed_worker_is_replaced_and_its_teller_leads_again(site: Site) -> None:
    with site.serving() as server:
        join(server.port, "reader")
        kill(server.process, *server.process.children)
        assert server.status(SIGN_UP) == 200
        join(server.port, "critic")
        assert joined(site) == 2


def test_slow_bodies_keep_nobody_from_the_site(served: Server) -> None:
    slow = [post(served.port, 100, path=SIGN_IN, body=b"login=") for _ in range(SLOW)]
    assert served.status("/health/") == 200
    assert served.status(SIGN_IN) == 200
    join(served.port, "reader")
    assert not any(client.has_answer for client in slow)


def test_what_is_too_large_or_of_no_length_is_refused_before_it_is_read(served: Server) -> None:
    large = post(served.port, BODY_MAX_BYTES + 1, "Expect: 100-continue", path=SIGN_IN)
    assert large.heard(until=b"</html>").startswith(b"HTTP/1.1 413")
    chunked = Client(served.port).say(f"POST {SIGN_IN} HTTP/1.1", "Transfer-Encoding: chunked")
    heard = chunked.heard()
    assert heard.startswith(b"HTTP/1.1 411")
    assert b'data-refusal="BODY_UNMEASURED"' in heard


@pytest.mark.slow
def test_a_slow_body_is_refused_by_name_and_leaves_no_error(site: Site) -> None:
    with site.serving() as server:
        gone = post(server.port, 100, path=SIGN_IN, body=b"login=")
        slow = post(server.port, 100, "Accept: application/json", path=SIGN_IN, body=b"login=")
        gone.go()
        heard = slow.heard()
        assert heard.startswith(b"HTTP/1.1 408")
        assert b'"refusal": "BODY_SLOW"' in heard
        said = site.log("serve").read_text()
    assert f"POST {SIGN_IN}" in said
    assert said.count(f"POST {SIGN_IN}") == 1
    assert "rror" not in said


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

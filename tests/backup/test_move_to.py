"""A running site on SQLite moves to PostgreSQL: nothing acknowledged is lost or done twice."""

import secrets
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError
from django.db import OperationalError

from harness.postgres import NOT_DURABLE, Server
from harness.process import PATIENCE_S
from harness.site import Site as Place
from tests.backup.conftest import Site
from tests.settings import SCRATCH
from tweipress.backup import write_lock
from tweipress.backup.building import PARTS
from tweipress.backup.write_lock import GONE
from tweipress.bank import clock
from tweipress.bank.transport.client import Client
from tweipress.bank.transport.service import TICK_S, Service
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused

CALLERS = 4
BEFORE = 200
PAUSE_S = 0.05
DAY_S = 86_400


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Give a PostgreSQL beside the suite's own databases, for sites that move to it."""
    running = Server(SCRATCH / f"postgres-{secrets.token_hex(4)}", NOT_DURABLE)
    yield running
    running.stop()


class Load:
    """Callers who pay in Twei, each under a key of its own, until they are told to stop."""

    def __init__(self, socket: Path) -> None:
        self.acknowledged: dict[str, int] = {}
        self.open: set[str] = set()
        self._socket = socket
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._call) for _ in range(CALLERS)]
        for thread in self._threads:
            thread.start()

    def wait_for(self, number: int) -> None:
        """Wait until that many acts were acknowledged."""
        deadline = time.monotonic() + PATIENCE_S
        while len(self.acknowledged) < number:
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def end(self) -> None:
        """Let the callers go."""
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def ask_again(self) -> None:
        """Ask for everything once more, by the same keys: what was open, what was acknowledged."""
        client = Client(self._socket)
        for key in [*self.open, *self.acknowledged]:
            answer = client.do(Deposit(MemberId(1), 1), key)
            assert not isinstance(answer, Refused), answer
            assert self.acknowledged.setdefault(key, answer.seq) == answer.seq

    def _call(self) -> None:
        client = Client(self._socket)
        while not self._ended.is_set():
            key = secrets.token_hex(8)
            answer = client.do(Deposit(MemberId(1), 1), key)
            if isinstance(answer, Refused):
                assert answer.name == "BOOKS_FAILED", answer
                self.open.add(key)
            else:
                self.acknowledged[key] = answer.seq
            time.sleep(PAUSE_S)


def sign_in(port: int) -> tuple[int, str]:
    """Try to sign in as nobody, which writes a session; return status and page."""
    caller = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        caller.request("GET", "/accounts/login/")
        answer = caller.getresponse()
        page = answer.read().decode()
        cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        form = f"csrfmiddlewaretoken={token}&email=kept%40example.org&name=kept&password1={token}"
        kind = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        caller.request("POST", "/accounts/signup/", form, kind)
        answer = caller.getresponse()
        return answer.status, answer.read().decode()
    finally:
        caller.close()


@pytest.mark.slow
def test_a_running_site_moves_under_load_and_loses_nothing(server: Server, place: Place) -> None:
    with place.serving() as served:
        load = Load(place.data / "teller.sock")
        load.wait_for(BEFORE)
        moved = place.said("move-to", "--quiet", server.url("press"))
        acknowledged = dict(load.acknowledged)
        assert served.status("/") == 200
        assert sign_in(served.port)[0] == 503
        load.end()
        assert load.acknowledged == acknowledged
    assert load.open
    assert "has moved to PostgreSQL" in place.run("serve").stderr
    places = {
        f"TWEIPRESS_{name}_URL": server.url(base)
        for name, base in (("SITE", "press"), ("BOOKS", "press_books"))
    }
    assert all(f"{name}={url}" in moved for name, url in places.items())
    with psycopg.connect(places["TWEIPRESS_BOOKS_URL"]) as books:
        stored = books.execute("SELECT request_key, seq FROM bank_posting").fetchall()
    assert acknowledged.items() <= dict(stored).items()
    assert not load.open & dict(stored).keys()
    with place.serving(**places) as served:
        load.ask_again()
        assert sign_in(served.port)[0] == 302
    place.said("audit", "--quiet", **places)


@pytest.mark.slow
def test_what_does_not_fit_there_is_named_and_the_site_is_written_again(
    site: Site, server: Server
) -> None:
    text = "UPDATE people_member SET bio = 'a' || char(0) WHERE name = 'Ondine'"
    site.change("default", text)
    with pytest.raises(CommandError, match="ROWS_UNFIT: people_member"):
        site.run("move-to", server.url("unfit"))
    site.change("default", "UPDATE people_member SET bio = '' WHERE name = 'Ondine'")
    site.change("books", "UPDATE bank_head SET epoch = epoch + 1")
    site.run("move-to", server.url("unfit"))
    with pytest.raises(OperationalError, match=GONE):
        site.change("books", "UPDATE bank_head SET epoch = epoch + 1")
    assert "can be written again" in site.run("move-to", "--back")
    site.change("books", "UPDATE bank_head SET epoch = epoch + 1")


def test_a_move_that_fails_after_one_cut_off_says_that_the_site_is_still_shut(site: Site) -> None:
    nowhere = "postgresql://127.0.0.1:1/press"
    with pytest.raises(CommandError) as first:
        site.run("move-to", nowhere)
    assert "still shut" not in str(first.value)
    write_lock.shut(PARTS)  # as a move that is killed leaves it
    for url, name in ((nowhere, "DATABASE_FAILED"), ("nonsense", "TARGET_WRONG")):
        with pytest.raises(CommandError, match=name) as again:
            site.run("move-to", url)
        assert "The site here is still shut by a move before this one" in str(again.value)
        assert "tweipress move-to --back" in str(again.value)
        assert "\n" not in str(again.value)
    assert "can be written again" in site.run("move-to", "--back")


def test_the_teller_of_a_site_that_was_shut_says_so_once(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    time_by_hand = clock.ManualClock(time.time_ns() // 1_000_000)
    service = Service(site.folder / "teller.sock", time=time_by_hand)
    service.start(PATIENCE_S)
    write_lock.shut(PARTS)
    time_by_hand.advance(DAY_S)
    deadline = time.monotonic() + PATIENCE_S
    while "calendar_failed" not in caplog.text:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    told = len(caplog.records)
    time.sleep(3 * TICK_S)
    service.stop()
    assert len(caplog.records) == told


def test_a_place_that_will_not_do_is_refused_and_changes_nothing(
    site: Site, server: Server
) -> None:
    server.run("CREATE DATABASE taken")
    server.run("CREATE DATABASE locked")
    server.run("CREATE ROLE guest LOGIN")
    with psycopg.connect(server.url("taken")) as taken:
        taken.execute("CREATE TABLE somebody_elses (id integer)")
    once, guest = server.url("once"), server.url("locked", "guest")
    wrong = {
        ("nonsense",): "TARGET_WRONG",
        ("",): "TARGET_WRONG",
        ("postgresql://",): "TARGET_WRONG",
        ("sqlite:///elsewhere.sqlite3",): "TARGET_WRONG",
        (once, "--books", "mysql://press"): "TARGET_WRONG",
        (once, "--books", once): "TARGET_WRONG",
        ("postgresql://127.0.0.1:1/press",): "DATABASE_FAILED",
        (server.url("taken"),): "SITE_TAKEN",
        (once, "--books", server.url("taken")): "SITE_TAKEN",
        (guest, "--books", guest): "TARGET_WRONG",
        (guest, "--books", once): "DATABASE_FAILED",
        (server.url("nowhere", "guest"),): "DATABASE_FAILED",
    }
    for words, name in wrong.items():
        with pytest.raises(CommandError, match=name):
            site.run("move-to", *words)
    site.change("books", "UPDATE bank_head SET epoch = epoch + 1")
    site.change("default", "UPDATE people_member SET bio = ''")
    schemas = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'tweipress%'"
    with psycopg.connect(once) as connection:
        assert connection.execute(schemas).fetchall() == [(0,)]


def test_the_way_there_shows_no_password(site: Site, server: Server) -> None:
    with_password = server.url("shown", "postgres:secret-word")
    said = site.run("move-to", with_password)
    assert "secret-word" not in said
    assert "postgres:PASSWORD@" in said


def test_there_is_no_way_from_postgresql(server: Server, tmp_path: Path) -> None:
    server.run("CREATE DATABASE from_here")
    server.run("CREATE DATABASE from_here_books")
    places = {
        "TWEIPRESS_SITE_URL": server.url("from_here"),
        "TWEIPRESS_BOOKS_URL": server.url("from_here_books"),
    }
    refused = Place(tmp_path, places).run("move-to", server.url("there"))
    assert refused.returncode == 1
    assert "NO_SITE" in refused.stderr

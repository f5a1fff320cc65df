"""Two tellers on one set of books: one leads, the other takes over, and no caller is failed."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from harness.process import PATIENCE_S
from tests.faults.machine.tellers import TellerProcess, new_key
from tests.scratch_books import BooksStage
from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import Connection
from tweipress.bank.teller.leader import ADVISORY_LOCK
from tweipress.bank.teller.ticket import Answer, Receipt
from tweipress.bank.transport import client
from tweipress.bank.transport.client import Client
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import MemberId

READER = MemberId(1)
CALLERS = 8
ACTS = 100


class Callers:
    """Threads that deposit a Twei at a time over one client, each once, until they are ended."""

    def __init__(self, path: Path) -> None:
        self.client = Client(path)
        self.answers: dict[str, Answer] = {}
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._call) for _ in range(CALLERS)]
        for thread in self._threads:
            thread.start()

    def wait_for(self, number: int) -> None:
        """Wait until so many acts more are answered."""
        wanted = len(self.answers) + number
        while len(self.answers) < wanted:
            time.sleep(0.01)

    def end(self) -> None:
        """Let everybody ask no more, and wait until they are answered."""
        self._ended.set()
        for thread in self._threads:
            thread.join(PATIENCE_S)
            assert not thread.is_alive()

    def _call(self) -> None:
        while not self._ended.is_set():
            key = new_key()
            self.answers[key] = self.client.do(Deposit(READER, 1), key)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let callers wait for a take-over for as long as it takes a loaded machine."""
    for limit in ("PATIENCE_S", "ANSWER_S"):
        monkeypatch.setattr(client, limit, PATIENCE_S)


@pytest.fixture
def tellers(books: BooksStage, tmp_path: Path) -> Iterator[list[TellerProcess]]:
    """Give founded books to two tellers of one folder: the first leads, the second stands by."""
    books.member(READER)
    books.service.teller.stop()
    started: list[TellerProcess] = []
    for _ in range(2):
        started.append(TellerProcess(tmp_path))
        started[-1].wait_until_started()
        Client(tmp_path / "teller.sock").do(Deposit(MemberId(0), 1), new_key())
    yield started
    for teller in started:
        teller.kill()


def test_a_standby_takes_over_and_nobody_notices(tellers: list[TellerProcess]) -> None:
    callers = Callers(tellers[0].socket)
    callers.wait_for(ACTS)
    tellers[0].kill()
    callers.wait_for(ACTS)
    callers.end()
    assert_each_was_done_once(callers)


def test_a_leader_that_lost_the_lock_unawares_is_fenced_and_hangs_up(
    tellers: list[TellerProcess],
) -> None:
    before = epoch()
    callers = Callers(tellers[0].socket)
    callers.wait_for(ACTS)
    take_the_lock_away()
    while epoch() == before:
        time.sleep(0.01)
    callers.wait_for(ACTS)
    callers.end()
    assert_each_was_done_once(callers)


def test_tellers_that_start_at_once_agree_on_one_leader(
    tellers: list[TellerProcess], tmp_path: Path
) -> None:
    before = epoch()
    crowd = [TellerProcess(tmp_path) for _ in range(2)]
    callers = Callers(tellers[0].socket)
    callers.wait_for(ACTS)
    for teller in crowd:
        teller.wait_until_started()
        teller.kill()
    callers.end()
    assert_each_was_done_once(callers)
    assert epoch() == before


def take_the_lock_away() -> None:
    """Free the lock behind the leader's back: by its file, or by its connection."""
    connection = Connection()
    if connection.is_postgresql:
        sql = (
            "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d"
            " ON d.oid = l.database WHERE l.locktype = 'advisory' AND l.granted"
            " AND d.datname = current_database() AND l.classid = %s AND l.objid = %s"
        )
        halves = divmod(ADVISORY_LOCK, 2**32)
        assert connection.rows(sql, halves) == [(True,)]
    else:
        Path(f"{connections['books'].settings_dict['NAME']}.lock").unlink()
    connection.close()


def epoch() -> int:
    """Return how many times a teller has begun to lead these books."""
    connection = Connection()
    number = int(connection.rows("SELECT epoch FROM bank_head")[0][0])
    connection.close()
    return number


def assert_each_was_done_once(callers: Callers) -> None:
    """Check that every caller has one receipt, the journal as many postings, and the audit none."""
    receipts = {
        key: answer.seq for key, answer in callers.answers.items() if isinstance(answer, Receipt)
    }
    assert receipts.keys() == callers.answers.keys()
    connection = Connection()
    sql = "SELECT request_key, seq FROM bank_posting WHERE act = 'deposit' AND body LIKE %s"
    stored = connection.rows(sql, (f'%"to":{READER}%',))
    assert dict(stored) == receipts
    assert len(stored) == len(receipts)
    balance = connection.rows(
        "SELECT balance_twei FROM bank_account WHERE name = %s", (f"available:{READER}",)
    )
    assert balance == [(len(receipts),)]
    assert list(Audit(connection).findings()) == []
    connection.close()

"""A teller killed at random moments loses nothing that was acknowledged and does nothing twice."""

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.machine.tellers import TellerProcess, insist, new_key
from tests.scratch_books import BooksStage
from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import Connection
from tweipress.bank.transport import client
from tweipress.bank.transport.client import Client
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import MemberId

MEMBERS = (1, 2, 3)
CALLERS = 4
KILLS = 3
SEED = 20260101


@pytest.fixture
def teller(books: BooksStage, tmp_path: Path) -> Iterator[TellerProcess]:
    """Hand founded books with three members over to a teller process."""
    for member in MEMBERS:
        books.member(member)
    books.service.teller.stop()
    process = TellerProcess(tmp_path)
    yield process
    process.kill()


def test_an_acknowledged_act_survives_every_kill(teller: TellerProcess) -> None:
    acknowledged: dict[str, int] = {}
    ended = threading.Event()

    def call(number: int) -> None:
        client = Client(teller.socket)
        while not ended.is_set():
            key = new_key()
            receipt = insist(client, Deposit(MemberId(MEMBERS[number % len(MEMBERS)]), 1), key)
            acknowledged[key] = receipt.seq

    callers = [threading.Thread(target=call, args=(number,)) for number in range(CALLERS)]
    for caller in callers:
        caller.start()
    luck = random.Random(SEED)
    for _ in range(KILLS):
        before = len(acknowledged)
        while len(acknowledged) < before + 20:
            time.sleep(0.01)
        time.sleep(luck.uniform(0, 0.1))
        teller.kill()
        teller.restart()
    ended.set()
    for caller in callers:
        caller.join()
    connection = Connection()
    stored: dict[str, int] = dict(
        connection.rows("SELECT request_key, seq FROM bank_posting WHERE act = 'deposit'")
    )
    assert acknowledged.items() <= stored.items()
    deposited = connection.rows(
        "SELECT sum(balance_twei) FROM bank_account WHERE kind = 'available'"
    )
    assert deposited[0][0] == len(acknowledged)
    assert list(Audit(connection).findings()) == []
    connection.close()


def test_a_stale_teller_can_never_commit(
    books: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "PATIENCE_S", 0)
    books.member(1)
    connection = Connection()
    connection.run("UPDATE bank_head SET epoch = epoch + 1")
    answer = books.do(Deposit(MemberId(1), 5))
    assert getattr(answer, "name", "") == "BOOKS_FAILED"
    assert connection.rows("SELECT count(*) FROM bank_entry WHERE owner = 1") == [(0,)]
    connection.close()

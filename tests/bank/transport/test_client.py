"""A caller waits for the next teller, for a bounded time, and asks it by the same key."""

import socket
import threading
from pathlib import Path

import pytest

from harness.process import PATIENCE_S
from tests.scratch_books import BooksStage
from tweipress import bank
from tweipress.bank.clock import ManualClock
from tweipress.bank.teller.ticket import NOT_LEADING, Receipt
from tweipress.bank.transport import client, dispatch, protocol
from tweipress.bank.transport.client import Client, Patience
from tweipress.bank.transport.server import Server
from tweipress.bank.transport.service import Service
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.state.outcome import Refused

READER = MemberId(1)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let callers wait for as long as a loaded machine takes: no test depends on how long it is."""
    for limit in ("PATIENCE_S", "ANSWER_S"):
        monkeypatch.setattr(client, limit, PATIENCE_S)


def test_a_caller_waits_for_a_teller_that_comes(books: BooksStage, tmp_path: Path) -> None:
    path = tmp_path / "late.sock"
    answers: list[bank.Answer] = []
    caller = threading.Thread(target=lambda: answers.append(Client(path).do(Join(READER), "join")))
    caller.start()
    counter = Server(books.service.teller, path)
    caller.join(PATIENCE_S)
    counter.close()
    assert isinstance(answers[0], Receipt)


def test_an_answer_cut_off_in_its_middle_is_asked_for_again(tmp_path: Path) -> None:
    path = tmp_path / "dying.sock"
    whole = protocol.answer(Receipt(7, 1, {}))
    asked: list[bytes] = []

    def die_once() -> None:
        for said in (whole[:9], whole):
            connection, _ = listener.accept()
            with connection, connection.makefile("rwb") as file:
                asked.append(file.readline())
                file.write(said)

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        teller = threading.Thread(target=die_once, daemon=True)
        teller.start()
        assert Client(path).do(Deposit(MemberId(0), 1), "key") == Receipt(7, 1, {})
        teller.join(PATIENCE_S)
    assert asked == [protocol.request(Deposit(MemberId(0), 1), "key")] * 2


def test_a_teller_that_hangs_is_not_asked_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "ANSWER_S", 0.05)
    path = tmp_path / "hanging.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        answer = Client(path).do(Deposit(MemberId(0), 1), "key")
    assert isinstance(answer, Refused)
    assert answer.name == "BOOKS_FAILED"


def test_an_outage_delays_all_callers_once() -> None:
    time = ManualClock(0)
    patience = Patience(lambda: time.time_ms / 1000)
    waits = []
    for _ in range(12):
        waits.append(patience.is_left())
        time.advance(client.PATIENCE_S / 10)
    assert waits == [True] * 10 + [False] * 2
    patience.renew()
    assert patience.is_left()
    time.advance(client.PATIENCE_S * 2)
    assert patience.is_left()


def test_a_teller_without_the_lead_hangs_up_and_its_successor_answers(
    books: BooksStage, tmp_path: Path
) -> None:
    path = tmp_path / "counter.sock"
    stale = Server(books.service.teller, path)
    caller = Client(path)
    assert isinstance(caller.do(Join(READER), "join"), Receipt)
    successor = Service(path, time=books.clock)
    books.service.teller.stop()
    assert successor.start(PATIENCE_S)
    stale.close()
    again = caller.do(Join(READER), "join")
    assert isinstance(again, Receipt)
    assert again == caller.do(Join(READER), "join")
    successor.stop()


def test_who_was_answered_once_sees_that_nobody_listens_any_more(
    books: BooksStage, tmp_path: Path
) -> None:
    caller = Client(tmp_path / "counter.sock")
    counter = Server(books.service.teller, tmp_path / "counter.sock")
    assert isinstance(caller.do(Join(READER), "join"), Receipt)
    assert caller.is_answered()
    counter.close()
    assert not caller.is_answered()


def test_a_process_whose_own_teller_lost_the_lead_asks_the_one_that_has_it(
    books: BooksStage,
) -> None:
    successor = Service(dispatch.socket_path(), time=books.clock)
    assert not successor.start()
    begin_another_epoch(books)
    answer = books.do(Join(READER), "join")
    assert not books.service.teller.is_leading
    assert books.do(Join(READER), "join") == answer
    successor.stop()
    assert isinstance(answer, Receipt)


def test_a_stale_teller_does_not_even_refuse(books: BooksStage) -> None:
    books.member(READER)
    teller = books.service.teller
    assert isinstance(teller.do(Like(READER, CommentId(1)), "like"), Refused)
    begin_another_epoch(books)
    assert teller.do(Like(READER, CommentId(1)), "like") is NOT_LEADING
    assert teller.do(Deposit(READER, 1), "deposit") is NOT_LEADING


def begin_another_epoch(books: BooksStage) -> None:
    """Let the stage's teller be a stale one, unawares."""
    books.service.teller._connection.run("UPDATE bank_head SET epoch = epoch + 1")  # noqa: SLF001  # as another would

"""Turns: one thread at a time, in the order of coming, and given up while waiting."""

import threading
from collections.abc import Callable
from functools import partial
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection, transaction

from harness.process import PATIENCE_S
from tests.scratch_books import BooksStage
from tweipress.bank import turns
from tweipress.bank.storage.connection import Connection
from tweipress.bank.teller import batch
from tweipress.bank.turns import Turns
from tweipress.core.acts.members.join import Join
from tweipress.core.ids import MemberId
from tweipress.core.rulebook import judge
from tweipress.http.browsers.models import Session


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody wait for a turn, however slow the machine: who goes without is out of order."""
    monkeypatch.setattr(turns.line, "_patience_s", PATIENCE_S)


def started(work: Callable[[], None]) -> threading.Thread:
    """Start a thread."""
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def ended(*threads: threading.Thread) -> None:
    """Wait for threads, which must not hang."""
    for thread in threads:
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = monotonic() + PATIENCE_S
    while not holds():
        assert monotonic() < deadline
        sleep(0.001)


def test_never_two_threads_have_the_turn() -> None:
    line, inside, seen = Turns(PATIENCE_S), [0], []

    def work() -> None:
        for _ in range(50):
            with line.taking():
                inside[0] += 1
                seen.append(inside[0])
                sleep(0)
                inside[0] -= 1

    ended(*(started(work) for _ in range(8)))
    assert seen == [1] * 400


def test_who_comes_first_is_served_first() -> None:
    line, served = Turns(PATIENCE_S), []

    def work(number: int) -> None:
        with line.taking():
            served.append(number)

    threads = []
    with line.taking():
        for number in range(5):
            threads.append(started(partial(work, number)))
            until(lambda: line.in_line == len(threads))
    ended(*threads)
    assert served == list(range(5))


def test_while_one_waits_another_computes_and_who_returns_goes_before_who_is_new() -> None:
    line, told = Turns(PATIENCE_S), []
    waits, goes_on = threading.Event(), threading.Event()

    def first() -> None:
        with line.taking():
            with line.waiting():
                waits.set()
                goes_on.wait(PATIENCE_S)
            told.append("returned")

    def later(name: str) -> None:
        with line.taking():
            told.append(name)

    one = started(first)
    assert waits.wait(PATIENCE_S)
    ended(started(lambda: later("meanwhile")))
    with line.taking():
        three = started(lambda: later("new"))
        until(lambda: line.in_line == 1)
        goes_on.set()
        until(lambda: line.in_line == 2)
    ended(one, three)
    assert told == ["meanwhile", "returned", "new"]


def test_those_who_return_are_served_in_their_order() -> None:
    line, served = Turns(PATIENCE_S), []
    waits, goes_on = ([threading.Event() for _ in range(3)] for _ in range(2))

    def work(number: int) -> None:
        with line.taking():
            with line.waiting():
                waits[number].set()
                goes_on[number].wait(PATIENCE_S)
            served.append(number)

    threads = [started(partial(work, number)) for number in range(3)]
    assert all(each.wait(PATIENCE_S) for each in waits)
    with line.taking():
        for number in range(3):
            goes_on[number].set()
            until(lambda: line.in_line == number + 1)  # noqa: B023  # it is asked at once
    ended(*threads)
    assert served == [0, 1, 2]


def test_a_turn_ends_with_what_fails_in_it() -> None:
    line = Turns(PATIENCE_S)
    with pytest.raises(ZeroDivisionError), line.taking(), line.waiting():
        raise ZeroDivisionError
    with line.taking():
        pass


def test_a_thread_without_a_turn_waits_for_nobody() -> None:
    line = Turns(PATIENCE_S)

    def work() -> None:
        with line.waiting():
            pass

    with line.taking():
        ended(started(work))


def test_a_page_that_hangs_holds_up_others_no_longer_than_their_patience() -> None:
    line, told = Turns(patience_s=0.05), []

    def work(number: int) -> None:
        with line.taking():
            told.append(number)
            with line.waiting():
                told.append(number)

    with line.taking():
        ended(*(started(partial(work, number)) for number in range(3)))
    assert sorted(told) == [0, 0, 1, 1, 2, 2]
    assert line.in_line == 0
    with line.taking():
        pass
    ended(started(partial(work, 3)))


@pytest.mark.django_db(transaction=True)
def test_a_transaction_keeps_its_turn_and_a_server_is_waited_for_without_one() -> None:
    told: list[str] = []
    with turns.taking():
        other = started(partial(_tell, told))
        until(lambda: turns.line.in_line == 1)
        with transaction.atomic():
            Session.objects.count()
            with turns.waiting():
                told.append("inside")
        Session.objects.count()
        told.append("after")
    ended(other)
    asks_a_server = connection.vendor != "sqlite"
    assert told == (["inside", "other", "after"] if asks_a_server else ["inside", "after", "other"])


def _tell(told: list[str]) -> None:
    with turns.taking():
        told.append("other")


def test_a_batch_is_judged_with_the_turn_and_reaches_the_disk_without_it(
    books: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, bool] = {}
    commit = Connection.commit

    def judging(*asked: Any) -> Any:
        told["judged"] = turns.line.has_turn
        return judge(*asked)

    def committing(self: Connection) -> None:
        told["on its way to the disk"] = turns.line.has_turn
        commit(self)

    monkeypatch.setattr(batch, "judge", judging)
    monkeypatch.setattr(Connection, "commit", committing)
    with turns.taking():
        books.accept(Join(MemberId(9)))
        assert turns.line.has_turn
    waits_for_a_server = connection.vendor != "sqlite"
    assert told == {"judged": not waits_for_a_server, "on its way to the disk": False}

"""Many callers at once, failing commits, a clock that steps back: answered, and never wrong."""

import threading
from collections import deque
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from harness.process import PATIENCE_S
from tests.scratch_books import BooksStage
from tweipress import bank
from tweipress.bank import queries
from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import Connection
from tweipress.bank.teller import teller
from tweipress.bank.teller.ticket import Ticket
from tweipress.bank.transport import client
from tweipress.core import roles
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.money.report import Report
from tweipress.core.ids import ArticleId, MemberId, ReportId
from tweipress.core.records.pnl import ReportScope
from tweipress.core.state.outcome import Refused

READER, CRITIC = map(MemberId, (1, 2))
CALLERS = 16
ACTS = 20


def at_once(number: int, work: Callable[[int], None]) -> None:
    """Run `work` in so many threads, and wait for all of them."""
    threads = [threading.Thread(target=work, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


def available(member: MemberId) -> int:
    """Return what a member has."""
    standing = queries.standing(member)
    assert standing is not None
    return standing.available_twei


def test_callers_never_wait_for_nobody(books: BooksStage) -> None:
    books.member(READER)

    def call(index: int) -> None:
        for turn in range(ACTS):
            books.accept(Deposit(READER, 1), f"{index}-{turn}")

    at_once(CALLERS, call)
    assert available(READER) == CALLERS * ACTS
    connection = Connection()
    assert list(Audit(connection).findings()) == []
    connection.close()


def test_a_double_click_in_two_threads_is_one_act(books: BooksStage) -> None:
    books.member(READER)
    answers: list[bank.Answer] = []
    at_once(CALLERS, lambda _: answers.append(books.do(Deposit(READER, 5), "click")))
    assert len(set(map(repr, answers))) == 1
    assert available(READER) == 5


def test_the_last_twei_is_spent_once(books: BooksStage) -> None:
    books.member(READER, 1)
    books.member(CRITIC, 500)
    books.accept(Role(CRITIC, roles.Role.CONTRIBUTOR))
    books.accept(Publish(CRITIC, ArticleId(1), 180, 700, 5))
    answers: list[bank.Answer] = []
    at_once(
        4,
        lambda index: answers.append(
            books.do(Report(READER, ArticleId(1), ReportScope.MINE, ReportId(f"r{index}")))
        ),
    )
    assert sum(isinstance(answer, bank.Receipt) for answer in answers) == 1
    assert available(READER) == 0


def test_a_commit_that_fails_once_is_repeated(
    books: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.member(READER)
    honest = Connection.commit
    failures = iter([True])

    def commit(connection: Connection) -> None:
        if next(failures, False):
            raise OSError("the disk is full")
        honest(connection)

    monkeypatch.setattr(Connection, "commit", commit)
    books.accept(Deposit(READER, 5))
    assert available(READER) == 5


def test_an_answer_lost_after_the_commit_is_found_again(
    books: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.member(READER)
    honest = Connection.commit
    losses = iter([True])

    def commit(connection: Connection) -> None:
        honest(connection)
        if next(losses, False):
            raise ConnectionError("the answer was lost")

    monkeypatch.setattr(Connection, "commit", commit)
    books.accept(Deposit(READER, 5))
    assert available(READER) == 5


def test_a_commit_that_keeps_failing_changes_nothing(
    books: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.member(READER)
    with monkeypatch.context() as broken:

        def commit(connection: Connection) -> None:
            raise OSError("the disk is full")

        broken.setattr(Connection, "commit", commit)
        broken.setattr(client, "PATIENCE_S", 0)
        answer = books.do(Deposit(READER, 5), "later")
        assert isinstance(answer, Refused)
        assert answer.name == "BOOKS_FAILED"
    books.service.teller.lead()
    assert available(READER) == 0
    books.accept(Deposit(READER, 5), "later")
    assert available(READER) == 5


def test_time_never_goes_back(books: BooksStage) -> None:
    books.member(READER)
    first = books.accept(Deposit(READER, 1))
    books.clock.advance(-3600)
    assert books.accept(Deposit(READER, 1)).at_ms == first.at_ms


def test_a_full_queue_is_refused_at_once(
    books: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teller, "QUEUE_MAX", 0)
    answer = books.do(Deposit(MemberId(0), 1))
    assert isinstance(answer, Refused)
    assert answer.name == "BOOKS_BUSY"


class Busy(deque[Ticket]):
    """A queue that somebody joins in the very moment in which it is read, once."""

    late: list[Ticket]

    def __iter__(self) -> Iterator[Ticket]:
        """Read it."""
        rows = super().__iter__()
        self.extend(self.late)
        self.late = []
        return rows


def test_who_comes_while_the_queue_is_read_fails_nobody(
    books: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.member(READER)
    busy = Busy()
    busy.late = [Ticket(Deposit(READER, 7), "late")]
    monkeypatch.setattr(books.service.teller, "_queue", busy)
    books.accept(Deposit(READER, 5))
    assert available(READER) == 5 + 7


def test_the_bank_refuses_to_work_inside_a_transaction(books: BooksStage) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="transaction"):
        bank.do(Deposit(MemberId(0), 1), "key")


@pytest.mark.parametrize("key", ["", "k" * 81])
def test_a_key_that_is_none_is_refused(books: BooksStage, key: str) -> None:
    answer = bank.do(Deposit(MemberId(0), 1), key)
    assert isinstance(answer, Refused)
    assert answer.name == "MALFORMED"

"""The unix socket: other processes are answered as callers in this one are."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.process import PATIENCE_S
from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.bank.teller.ticket import Receipt
from tweipress.bank.transport import client
from tweipress.bank.transport.client import Client
from tweipress.bank.transport.server import Server
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.state.outcome import Refused

READER = MemberId(1)


@pytest.fixture
def path(books: BooksStage, tmp_path: Path) -> Iterator[Path]:
    """Let the test's teller listen."""
    path = tmp_path / "counter.sock"
    counter = Server(books.service.teller, path)
    yield path
    counter.close()
    assert not path.exists()


def test_an_act_over_the_socket_gets_the_same_receipt_again(path: Path) -> None:
    client = Client(path)
    first = client.do(Join(READER), "join")
    assert isinstance(first, Receipt)
    assert client.do(Join(READER), "join") == first
    assert queries.standing(READER) is not None


def test_a_refusal_keeps_its_figures(path: Path, books: BooksStage) -> None:
    books.member(READER)
    answer = Client(path).do(Like(READER, CommentId(7)), "like")
    assert isinstance(answer, Refused)
    assert answer == books.do(Like(READER, CommentId(7)))


def test_nobody_but_the_owner_may_open_the_socket(path: Path) -> None:
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"hello\n",
        b"[]\n",
        b'{"act": {}, "key": "k"}\n',
        b'{"act": {"act": "steal", "member": 1}, "key": "k"}\n',
        b'{"act": {"act": "deposit", "to": "1", "amount_twei": 5}, "key": "k"}\n',
        b'{"act": {"act": "deposit", "to": 0, "amount_twei": true}, "key": "k"}\n',
        b'{"act": {"act": "deposit", "to": 0}, "key": "k"}\n',
        b'{"act": {"act": "deposit", "to": 0, "amount_twei": 5}}\n',
        b'{"act": {"act": "grade", "marks": [1]}, "key": "k"}\n',
        b"[" * 100_000 + b"\n",
        b"\xff\xfe\n",
    ],
)
def test_a_malformed_line_is_refused_and_the_next_one_answered(path: Path, line: bytes) -> None:
    before = queries.books_overview().postings
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(PATIENCE_S)
        caller.connect(str(path))
        file = caller.makefile("rwb")
        file.write(line)
        file.flush()
        assert b"refused" in file.readline()
        assert queries.books_overview().postings == before
        file.write(line)
        file.flush()
        assert b"refused" in file.readline()
        file.close()


def test_a_teller_that_goes_leaves_its_successors_socket(books: BooksStage, tmp_path: Path) -> None:
    path = tmp_path / "shared.sock"
    old = Server(books.service.teller, path)
    successor = Server(books.service.teller, path)
    old.close()
    assert Client(path).is_answered()
    successor.close()
    assert not path.exists()


def test_without_a_teller_the_caller_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "PATIENCE_S", 0)
    answer = Client(tmp_path / "nobody.sock").do(Deposit(MemberId(0), 1), "key")
    assert isinstance(answer, Refused)
    assert answer.name == "BOOKS_FAILED"

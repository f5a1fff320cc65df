"""A teller at work: it leads, stands by, takes over, and is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.process import PATIENCE_S
from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.bank.teller.ticket import Receipt
from tweipress.bank.transport.client import Client
from tweipress.bank.transport.service import Service
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import MemberId


@pytest.fixture
def standby(books: BooksStage, tmp_path: Path) -> Iterator[Service]:
    """A second teller on the same books, that stands by."""
    service = Service(tmp_path / "standby.sock", time=books.clock)
    assert not service.teller.lead()
    yield service
    service.stop()


def test_missed_days_are_over_before_anybody_finds_the_new_teller(
    books: BooksStage, standby: Service, tmp_path: Path
) -> None:
    books.clock.advance(3 * 86_400)
    books.service.teller.stop()
    assert standby.start(PATIENCE_S)
    assert Client(tmp_path / "standby.sock").is_answered()
    assert queries.today() == "2026-01-04"


def test_a_standby_whose_connection_broke_leads_at_its_second_try(
    books: BooksStage, standby: Service
) -> None:
    standby.teller._connection._wrapper.ensure_connection()  # noqa: SLF001  # as after a first try
    standby.teller._connection._wrapper.connection.close()  # noqa: SLF001  # the database restarted
    books.service.teller.stop()
    with pytest.raises(Exception, match="closed"):
        standby.teller.lead()
    assert standby.teller.lead()


def test_a_socket_file_that_was_swept_away_comes_back(
    books: BooksStage, standby: Service, tmp_path: Path
) -> None:
    path = tmp_path / "standby.sock"
    books.service.teller.stop()
    assert standby.start(PATIENCE_S)
    path.unlink()
    assert isinstance(Client(path).do(Deposit(MemberId(0), 1), "deposit"), Receipt)


def test_a_stale_socket_file_is_replaced_and_an_orderly_end_removes_it(
    books: BooksStage, standby: Service, tmp_path: Path
) -> None:
    path = tmp_path / "standby.sock"
    path.write_bytes(b"")
    books.service.teller.stop()
    assert standby.start(PATIENCE_S)
    assert Client(path).is_answered()
    standby.stop()
    assert not path.exists()

"""Writes to the site's SQLite: one thread at a time, and which of them wait for the disk."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections, transaction

from harness.process import PATIENCE_S
from tests.bank.test_turns import ended, patience, started, until
from tweipress.bank import turns
from tweipress.http.fast import writes
from tweipress.http.fast.writes import writing

__all__ = ["patience"]
pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]
NORMAL, FULL = 1, 2


@pytest.fixture(autouse=True)
def full(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this thread's connection wait for the disk, as a served site's does."""
    monkeypatch.setattr(writes.line, "_patience_s", PATIENCE_S)
    connection.ensure_connection()
    connection.connection.execute(f"PRAGMA synchronous={FULL}")
    yield
    connection.close()


def synchronous() -> int:
    """Return what SQLite does at a commit: FULL waits for the disk, NORMAL leaves it to others."""
    return int(connection.connection.execute("PRAGMA synchronous").fetchone()[0])


def test_only_what_is_found_again_or_may_be_lost_does_not_wait_for_the_disk() -> None:
    assert synchronous() == FULL
    with writing():
        assert synchronous() == FULL
    with writing(waits_for_disk=False):
        assert synchronous() == NORMAL
    assert synchronous() == FULL


def test_a_write_that_fails_leaves_the_connection_as_it_was() -> None:
    with pytest.raises(ZeroDivisionError), writing(waits_for_disk=False):
        raise ZeroDivisionError
    assert synchronous() == FULL


def test_a_write_whose_connection_is_closed_fails_as_it_would_and_the_next_waits_again() -> None:
    with pytest.raises(ZeroDivisionError):
        _lose_the_connection()
    with writing():
        connection.ensure_connection()


def _lose_the_connection() -> None:
    with writing(waits_for_disk=False):
        connection.close()
        raise ZeroDivisionError


def test_a_write_within_a_write_goes_on_and_leaves_the_line_to_the_next() -> None:
    with writing(), writing():
        assert writes.line.has_turn
    ended(started(_write_at_once))


def _write_at_once() -> None:
    with writing():
        assert writes.line.has_turn
    connections.close_all()


def test_inside_a_transaction_a_write_goes_on_and_is_as_durable_as_that() -> None:
    with transaction.atomic(), writing(waits_for_disk=False):
        assert synchronous() == FULL


def test_one_writes_while_another_computes_and_the_next_writer_waits() -> None:
    told: list[str] = []

    def write(name: str) -> None:
        with turns.taking(), writing():
            told.append(name)
        connections.close_all()

    with turns.taking(), writing():
        ended(started(lambda: _compute(told)))
        second = started(lambda: write("second"))
        until(lambda: writes.line.in_line == 1)
        told.append("first")
    ended(second)
    assert told == ["computed", "first", "second"]


def _compute(told: list[str]) -> None:
    with turns.taking():
        told.append("computed")

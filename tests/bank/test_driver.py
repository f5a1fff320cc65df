"""Reads that go to SQLite's driver directly are those of Django's cursor."""

from contextlib import ExitStack
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, ProgrammingError, connections
from django.test.utils import CaptureQueriesContext

from tweipress.bank import driver

ASKED = "SELECT name, '%%s 100%%' FROM bank_account WHERE name = %s OR name = %s"


def test_the_driver_gives_the_rows_that_djangos_cursor_gives(books: Any) -> None:
    wrapper = connections["books"]
    with wrapper.cursor() as cursor:
        cursor.execute(ASKED, ("pool", "%s"))
        known = cursor.fetchall()
    assert known == driver.rows(wrapper, ASKED, ("pool", "%s")) == [("pool", "%s 100%")]


def test_whoever_listens_hears_every_statement(books: Any) -> None:
    wrapper = connections["books"]
    heard: list[str] = []

    def listen(execute: Any, sql: str, *asked: Any) -> Any:
        heard.append(sql)
        return execute(sql, *asked)

    with ExitStack() as stack:
        stack.enter_context(wrapper.execute_wrapper(listen))
        captured = stack.enter_context(CaptureQueriesContext(wrapper))
        driver.rows(wrapper, ASKED, ("pool", ""))
        assert (heard, len(captured)) == ([ASKED], 1)


def test_an_error_is_one_of_djangos(books: Any) -> None:
    with pytest.raises((OperationalError, ProgrammingError)):
        driver.rows(connections["books"], "SELECT name FROM no_such_table WHERE name = %s", ("",))
    with pytest.raises(DatabaseError):
        driver.rows(connections["books"], "SELECT %s", ())


def test_a_connection_that_was_closed_is_opened_again(books: Any) -> None:
    connections["books"].close()
    assert driver.rows(connections["books"], ASKED, ("pool", "")) == [("pool", "%s 100%")]

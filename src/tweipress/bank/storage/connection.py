"""A connection to the books. Several threads may use it, one at a time.

Django opens it. Statements go to the driver directly: the teller sends many, and Django parses each
of them for its placeholders. Transactions are begun and ended by hand, because the teller decides
what belongs together. A connection that is shared with Django is managed by Django.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from typing import Any

import psycopg
from django.db import connections
from django.db.utils import DatabaseError, InterfaceError
from psycopg.pq import TransactionStatus

from tweipress.bank import driver
from tweipress.bank.driver import for_sqlite
from tweipress.bank.storage.tables import Row, Table

__all__ = ["BOOKS", "Connection", "Row", "RowsGoneError"]

BOOKS = "books"
AT_ONCE = 2_000
"""How many rows of a stream are fetched together, and how many keys one query asks for."""


class RowsGoneError(Exception):
    """Rows that were read are not in the database any more: somebody else has changed it."""


class Connection:
    """A connection to a database alias: one of its own, or for reads Django's of this thread."""

    _is_own = True
    _is_together = False

    def __init__(self, alias: str = BOOKS, *, is_own: bool = True) -> None:
        """Prepare; the first statement connects."""
        self._expected: list[tuple[Any, int]] = []
        if is_own:
            self._wrapper = connections.create_connection(alias)
            self._wrapper.inc_thread_sharing()
        else:
            self._wrapper = connections[alias]
            self._is_own = False

    @property
    def is_postgresql(self) -> bool:
        """Tell which of the two databases this is."""
        return self._wrapper.vendor == "postgresql"

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run a query and return its rows."""
        if not self._is_own:
            return driver.rows(self._wrapper, sql, values)
        with self._wrapper.wrap_database_errors:
            rows: list[Row] = self._cursor(sql, values).fetchall()
        return rows

    def find(self, table: Table, keys: Sequence[Row]) -> Iterator[Row]:
        """Yield the rows of many keys, with as few queries as possible."""
        if len(keys) == 1:
            yield from self.rows(table.select_one, keys[0])
            return
        for start in range(0, len(keys), AT_ONCE):
            part = keys[start : start + AT_ONCE]
            if self.is_postgresql:
                yield from self.rows(table.select_arrays, _arrays(part, table.key_types))
            else:
                yield from self.rows(table.select_json, (json.dumps(part),))

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield a query's rows one by one, without loading all; only inside a transaction."""
        for rows in self.portions(sql, values):
            yield from rows

    def portions(self, sql: str, values: Sequence[Any] = ()) -> Iterator[list[Row]]:
        """Yield a query's rows in lists."""
        with self._wrapper.chunked_cursor() as cursor:
            cursor.execute(sql, values)
            while rows := cursor.fetchmany(AT_ONCE):
                yield rows

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement and return how many rows it touched."""
        with self._wrapper.wrap_database_errors:
            return int(self._cursor(sql, values).rowcount)

    def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run a statement once a row, in as few round trips as the driver can."""
        with self._wrapper.cursor() as cursor:
            cursor.executemany(sql, list(rows))

    def put(self, table: Table, rows: Sequence[Row]) -> None:
        """Store rows with one statement, in place of those with the same keys."""
        with self._wrapper.wrap_database_errors:
            if self.is_postgresql:
                cursor = psycopg.Cursor(self._connection())
                values = _arrays(rows, table.types.values())
                cursor.execute(table.insert_arrays, values, prepare=True)
            else:
                self._connection().executemany(for_sqlite(table.insert_row), rows)

    def change(self, table: Table, rows: Sequence[Row]) -> None:
        """Change stored rows where they lie: plain columns, then the keys; no index is touched."""
        with self._wrapper.wrap_database_errors:
            if self.is_postgresql:
                cursor = psycopg.Cursor(self._connection())
                cursor.execute(table.update_arrays, _arrays(rows, table.plain_types), prepare=True)
            else:
                cursor = self._connection().executemany(for_sqlite(table.update_row), rows)
        self._expected.append((cursor, len(rows)))
        if not self._is_together:
            self._check_expected()

    def _check_expected(self) -> None:
        """Raise RowsGoneError unless all rows that were to be changed were there."""
        expected, self._expected = self._expected, []
        if any(cursor.rowcount != rows for cursor, rows in expected):
            raise RowsGoneError

    @contextmanager
    def together(self) -> Iterator[None]:
        """Send the statements inside without waiting for each answer; wait for all at the end."""
        pipeline = self._connection().pipeline if self.is_postgresql else nullcontext
        self._expected, self._is_together = [], True
        try:
            with self._wrapper.wrap_database_errors, pipeline():
                yield
            self._check_expected()
        finally:
            self._expected, self._is_together = [], False

    @property
    def is_begun(self) -> bool:
        """Tell whether a transaction is under way."""
        connection = self._connection()
        if self.is_postgresql:
            return bool(connection.info.transaction_status != TransactionStatus.IDLE)
        return bool(connection.in_transaction)

    def begin(self) -> None:
        """Begin a transaction; on SQLite it takes the write lock at once."""
        self.run("BEGIN" if self.is_postgresql else "BEGIN IMMEDIATE")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read the books as they are at the first query inside, without later changes."""
        isolated = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        self.run(isolated if self.is_postgresql else "BEGIN")
        try:
            yield
        finally:
            self.rollback()

    def commit(self) -> None:
        """Make the transaction durable."""
        self.run("COMMIT")

    def rollback(self) -> None:
        """Undo the transaction; a connection that cannot is closed, which undoes it too."""
        try:
            self.run("ROLLBACK")
        except (DatabaseError, InterfaceError):
            self.close()

    def close(self) -> None:
        """Close the connection; the next statement opens a new one."""
        with suppress(DatabaseError, InterfaceError):
            self._wrapper.close()

    def _connection(self) -> Any:
        if self._wrapper.connection is None:
            self._wrapper.ensure_connection()
        return self._wrapper.connection

    def _cursor(self, sql: str, values: Sequence[Any]) -> Any:
        """Return the driver's own cursor with the answer to a statement."""
        if not self._is_own:
            shared = self._wrapper.cursor()
            shared.execute(sql, values)
            return shared
        if self.is_postgresql:
            cursor = psycopg.Cursor(self._connection())
            return cursor.execute(sql, values or None, prepare=False)
        return self._connection().execute(for_sqlite(sql), values)


def _arrays(rows: Sequence[Row], types: Iterable[type]) -> list[str]:
    """Return rows as arrays in PostgreSQL's notation, one for each column."""
    columns = zip(*rows, strict=True)
    return [_array(column, kind) for column, kind in zip(columns, types, strict=True)]


def _array(values: Sequence[Any], kind: type) -> str:
    if kind is str:
        escaped = [value.replace("\\", r"\\").replace('"', r"\"") for value in values]
        return '{"' + '","'.join(escaped) + '"}'
    return "{" + ",".join(map(str, values)) + "}"

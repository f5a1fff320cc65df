"""A connection to the books that its owner may hand from thread to thread, one at a time.

Django opens it and translates parameters; transactions are begun and ended by hand, because the
teller decides what belongs together.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from django.db import connections
from django.db.utils import DatabaseError, InterfaceError

Row = tuple[Any, ...]
BOOKS = "books"
AT_ONCE = 2_000
"""How many rows of a stream are fetched together."""


class Link:
    """A connection to a database alias: its own, or for reading this thread's, as Django has it."""

    def __init__(self, alias: str = BOOKS, *, is_own: bool = True) -> None:
        """Prepare; the first statement connects."""
        if is_own:
            self._wrapper = connections.create_connection(alias)
            self._wrapper.inc_thread_sharing()
        else:
            self._wrapper = connections[alias]

    @property
    def is_postgresql(self) -> bool:
        """Tell which of the two databases this is."""
        return self._wrapper.vendor == "postgresql"

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run a query and return its rows."""
        with self._wrapper.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield a query's rows as they are asked for, never all at once; inside a transaction."""
        for rows in self.portions(sql, values):
            yield from rows

    def portions(self, sql: str, values: Sequence[Any] = ()) -> Iterator[list[Row]]:
        """Yield the same in lists, for those who take many rows together."""
        with self._wrapper.chunked_cursor() as cursor:
            cursor.execute(sql, values)
            while rows := cursor.fetchmany(AT_ONCE):
                yield rows

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement and return how many rows it touched."""
        with self._wrapper.cursor() as cursor:
            cursor.execute(sql, values)
            return int(cursor.rowcount)

    def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run a statement once a row, in as few round trips as the driver can."""
        with self._wrapper.cursor() as cursor:
            cursor.executemany(sql, list(rows))

    def begin(self) -> None:
        """Begin a transaction; on SQLite it takes the write lock at once."""
        self.run("BEGIN" if self.is_postgresql else "BEGIN IMMEDIATE")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read the books as they are at the first query inside, whatever is written meanwhile."""
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

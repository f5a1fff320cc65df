"""Fast writing of many rows into a SQLite file that nobody else uses.

Indexes are made at the end, and nothing is forced to disk before.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

Row = tuple[Any, ...]
AT_ONCE: Final = 20_000


@contextmanager
def bulk(file: str, tables: Iterable[str] = ()) -> Iterator[sqlite3.Connection]:
    """Provide a connection that updates the indexes of these tables only at the end.

    Without names this holds for all tables.
    """
    link = sqlite3.connect(file, isolation_level=None)
    for setting in ("journal_mode = DELETE", "journal_mode = OFF", "synchronous = OFF"):
        link.execute(f"PRAGMA {setting}")
    link.execute("PRAGMA cache_size = -262144")
    made = link.execute(
        "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''"
    )
    wanted = set(tables)
    indexes = {name: sql for table, name, sql in made.fetchall() if not wanted or table in wanted}
    for name in indexes:
        link.execute(f"DROP INDEX {name}")
    link.execute("BEGIN")
    yield link
    for statement in indexes.values():
        link.execute(statement)
    link.execute("COMMIT")
    link.execute("PRAGMA journal_mode = WAL")
    link.close()


def insert(
    link: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Row]
) -> None:
    """Write rows in portions."""
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  # names of our own tables
    waiting = iter(rows)
    while portion := list(islice(waiting, AT_ONCE)):
        link.executemany(statement, portion)

"""Copies a crowd's site from SQLite to PostgreSQL, table by table, by COPY."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg

CARRIED: Final = {
    "site": ("people_member", "articles_article", "search_entry", "comments_comment"),
    "books": ("bank_%",),
}
"""The tables of each part that a crowd fills."""
INDEXES: Final = (
    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT IN"
    " (SELECT conname FROM pg_constraint)"
)


def carry(part: str, source: sqlite3.Connection, target: psycopg.Connection) -> None:
    """Copy every table of a part into a migrated, empty database."""
    target.execute("SET timezone = 'UTC'")
    target.execute("SET synchronous_commit = off")
    target.execute("SET maintenance_work_mem = '256MB'")
    for pattern in CARRIED[part]:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE ?"
        for (table,) in source.execute(named, (pattern,)).fetchall():
            with _without_indexes(target, table):
                _copy(source, target, table)
    if part == "books":
        last = "SELECT setval(pg_get_serial_sequence('bank_entry', 'id'), max(id)) FROM bank_entry"
        target.execute(last)
    target.execute("VACUUM ANALYZE")


def _copy(source: sqlite3.Connection, target: psycopg.Connection, table: str) -> None:
    kept = "SELECT name FROM pragma_table_info(?)"  # which leaves out what is computed
    columns = ", ".join(f'"{name}"' for (name,) in source.execute(kept, (table,)))
    rows = source.execute(f"SELECT {columns} FROM {table}")  # noqa: S608  # names of our own tables
    into = f"COPY {table} ({columns}) FROM STDIN".encode()
    with target.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def _without_indexes(target: psycopg.Connection, table: str) -> Iterator[None]:
    """Drop the indexes that are not needed, and make them again afterwards."""
    indexes = target.execute(INDEXES, (table,)).fetchall()
    for name, _ in indexes:
        target.execute(f'DROP INDEX "{name}"'.encode())
    yield
    for _, definition in indexes:
        target.execute(definition.encode())

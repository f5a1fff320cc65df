"""Deletes what a test has written, from the tables that hold rows.

Django's own flush empties every table and then makes all permissions anew: it took longer than most
tests.
"""

from collections.abc import Sequence
from functools import cache

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

INDEX = "search_index"
"""SQLite's tables of the full-text search, which follow another table."""


@cache
def remember(alias: str) -> list[str]:
    """Return the tables that hold nothing before the first test; later calls give the same."""
    connection = connections[alias]
    tables = connection.introspection.table_names()
    filled = _filled(connection, tables)
    return [table for table in tables if table not in filled and not table.startswith(INDEX)]


def empty(alias: str) -> None:
    """Delete what was written since this alias was remembered.

    On PostgreSQL without triggers: what nobody may take away from the books, the end of a test may.
    """
    connection = connections[alias]
    written = _filled(connection, remember(alias))
    if not written:
        return
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        for table in written:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608  # a name of the database's own


def _filled(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> list[str]:
    """Return those of some tables that hold something."""
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables)  # noqa: S608  # as above
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [str(name) for (name,) in cursor.fetchall()]

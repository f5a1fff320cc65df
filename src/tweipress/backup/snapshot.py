"""A database as it is at one moment, while others go on writing it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.db import connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from tweipress.backup.aliases import alias_like
from tweipress.backup.errors import CopyError, Why
from tweipress.backup.rows import Digest, Table

NOTED = (
    "SELECT max(last) FROM (SELECT seq AS last FROM sqlite_sequence WHERE name = %s"
    ' UNION ALL SELECT max("{key}") FROM "{table}")'
)
HELD = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
INTERNAL = {"django_migrations"}
MADE = "SELECT name FROM pragma_table_list WHERE type IN ('virtual', 'shadow')"
"""Tables of SQLite's full-text search, which follow a table of ours by triggers."""


class Snapshot:
    """The tables of a database, known by the migrations that it says it has."""

    def __init__(self, alias: str) -> None:
        """Read which migrations were applied; what they made are the tables."""
        self.alias = alias
        connection = connections[alias]
        loader = MigrationExecutor(connection).loader
        applied = MigrationRecorder(connection).applied_migrations()
        self.migrations = sorted(node for node in applied if node in loader.graph.nodes)
        state = loader.project_state(self.migrations)
        self.tables = [
            Table(model)
            for model in state.apps.get_models(include_auto_created=True)
            if router.allow_migrate_model(alias, model)
            if model._meta.managed and not model._meta.proxy
        ]

    @property
    def strangers(self) -> list[str]:
        """Return the tables that no migration of the site has made; they are not copied."""
        ours = INTERNAL.union(table.name for table in self.tables)
        connection = connections[self.alias]
        return sorted({*connection.introspection.table_names()} - ours - _made(connection))

    def digest(self, table: Table) -> Digest:
        """Return the digest of a table's rows as they are stored."""
        digest = Digest()
        for line in table.lines(self.alias):
            digest.add(line)
        return digest

    def numbers_given(self) -> dict[str, int]:
        """Return the last number that each table has given to a row, if it numbers them.

        Numbers are not given twice, even if the row is gone: keys of acts are made of them.
        """
        connection = connections[self.alias]
        numbered = list(filter(_numbers, self.tables))
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                return {table.name: _last_given(cursor, table) for table in numbered}
            numbers = {}
            for table in numbered:
                sequence = sequence_of(connection, table)
                cursor.execute(
                    f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"  # noqa: S608  # a name that the database gave
                )
                numbers[table.name] = int(cursor.fetchone()[0])
            return numbers


def _made(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the tables that the database itself makes of others."""
    if connection.vendor != "sqlite":
        return set()
    with connection.cursor() as cursor:
        cursor.execute(MADE)
        return {str(name) for (name,) in cursor.fetchall()}


def _last_given(cursor: CursorWrapper, table: Table) -> int:
    """Return the last number that SQLite gave: as noted, or in use where no row is ever lost."""
    key = table.model._meta.pk.column
    cursor.execute(NOTED.format(key=key, table=table.name), (table.name,))
    return int(cursor.fetchone()[0] or 0)


def _numbers(table: Table) -> bool:
    return table.model._meta.auto_field is not None


def sequence_of(connection: BaseDatabaseWrapper, table: Table) -> str:
    """Return PostgreSQL's sequence that numbers a table's rows."""
    field = table.model._meta.auto_field
    assert field is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", (f'"{table.name}"', field.column))
        return str(cursor.fetchone()[0])


@contextmanager
def snapshots(*aliases: str) -> Iterator[list[Snapshot]]:
    """Hold each database as it is now, in the order of the aliases, until all is read."""
    with ExitStack() as held:
        yield [held.enter_context(_snapshot(alias)) for alias in aliases]


@contextmanager
def _snapshot(alias: str) -> Iterator[Snapshot]:
    described = connections.settings[alias]
    options = described["OPTIONS"]
    is_file = described["ENGINE"].endswith("sqlite3")
    if is_file and not Path(described["NAME"]).exists():
        raise CopyError(Why.NO_SITE, f"{described['NAME']} is not there.")
    changes: dict[str, Any] = {"OPTIONS": {**options, "transaction_mode": "DEFERRED"}}
    with (
        alias_like(alias, "snapshot", **(changes if is_file else {})) as name,
        transaction.atomic(using=name),
    ):
        if not is_file:
            with connections[name].cursor() as cursor:
                cursor.execute(HELD)
        snapshot = Snapshot(name)
        if not snapshot.tables:
            raise CopyError(Why.NO_SITE, f"{described['NAME']} has no tables of a site.")
        yield snapshot

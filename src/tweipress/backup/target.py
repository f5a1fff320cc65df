"""An empty database that becomes a copy: it gets its tables and is filled from a source."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tweipress.backup.rows import AT_ONCE, Table
from tweipress.backup.snapshot import Snapshot, sequence_of

SQLITE_INDEXES = (
    "SELECT 'DROP INDEX \"' || name || '\"', sql FROM sqlite_master"
    " WHERE type = 'index' AND sql IS NOT NULL"
)
POSTGRES_LINKS = (
    "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),"
    " format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,"
    " pg_get_constraintdef(oid)) FROM pg_constraint"
    " WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
)
POSTGRES_INDEXES = (
    "SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)"
    " FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
    " WHERE relnamespace = current_schema()::regnamespace"
    " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)"
)


class Target:
    """An alias whose database is to become a copy."""

    def __init__(self, alias: str, migrations: Iterable[tuple[str, str]]) -> None:
        """Make the tables as the copied site has them: by its own migrations."""
        self.alias = alias
        self.connection = connections[alias]
        executor = MigrationExecutor(self.connection)
        executor.migrate(_ends(executor.loader, set(migrations)))
        self.made = Snapshot(alias)
        self.tables = {table.name: table for table in self.made.tables}

    @contextmanager
    def bare(self) -> Iterator[None]:
        """Leave out indexes and links between tables while rows come in; then make them again.

        What does not fit together then raises IntegrityError.
        """
        is_sqlite = self.connection.vendor == "sqlite"
        put_off = (SQLITE_INDEXES,) if is_sqlite else (POSTGRES_LINKS, POSTGRES_INDEXES)
        taken: list[tuple[str, str]] = []
        with self.connection.cursor() as cursor:
            for query in put_off:
                cursor.execute(query)
                drops = cursor.fetchall()
                for drop, _ in drops:
                    cursor.execute(drop)
                taken += drops
            with self.connection.constraint_checks_disabled():
                yield
            for _, make in reversed(taken):
                cursor.execute(make)
        self.connection.check_constraints()

    def fill(self, table: Table, lines: Iterable[bytes]) -> None:
        """Put rows into a table; what a migration has put there goes."""
        name, columns = f'"{table.name}"', ", ".join(f'"{column}"' for column in table.columns)
        values = table.values(lines, self.connection)
        with transaction.atomic(using=self.alias), self.connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {name} LIMIT 1")  # noqa: S608  # a name of a model
            if cursor.fetchone():
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608  # as said above
            if self.connection.vendor == "postgresql":
                into = f"COPY {name} ({columns}) FROM STDIN"
                with self.connection.wrap_database_errors, cursor.copy(into) as copy:
                    for row in values:
                        copy.write_row(row)
                return
            marks = ", ".join(["%s"] * len(table.columns))
            insert = f"INSERT INTO {name} ({columns}) VALUES ({marks})"  # noqa: S608  # as said above
            while part := list(islice(values, AT_ONCE)):
                cursor.executemany(insert, part)

    def go_on_from(self, numbers_given: dict[str, int]) -> None:
        """Let each table go on numbering where the copied one was."""
        with self.connection.cursor() as cursor:
            for name, last in numbers_given.items():
                if self.connection.vendor == "postgresql":
                    sequence = sequence_of(self.connection, self.tables[name])
                    cursor.execute("SELECT setval(%s, %s, %s)", (sequence, max(1, last), last > 0))
                    continue
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", (name,))
                cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", (name, last))

    def migrate(self) -> None:
        """Take the copy from the copied site's migrations to this version's."""
        call_command("migrate", database=self.alias, verbosity=0, audit=False)


def _ends(loader: MigrationLoader, steps: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return each app's last steps: Django would undo what follows any other that is named."""
    following = {step: loader.graph.node_map[step].children for step in steps}
    return sorted(
        step
        for step in steps
        if not any(
            tuple(migration.key) in steps and migration.key[0] == step[0]
            for migration in following[step]
        )
    )

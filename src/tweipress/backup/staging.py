"""Staging: a copy is made next to what is in use, and takes its place once it is complete.

On SQLite the copy is a file next to the database's, on PostgreSQL a schema of the same database.
What was in use before is kept, under a name that says when it was replaced.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from django.db import connections, transaction

from tweipress.backup.aliases import alias_like, on_file
from tweipress.backup.archive import sync_folder
from tweipress.backup.building import PARTS

NEW: Final = ".new"
NEW_SCHEMA: Final = "tweipress_new"
REPLACED: Final = "replaced"
COMPANIONS: Final = ("", "-wal", "-shm", "-journal")
UNSAFE: Final = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
"""For a file that is thrown away when anything fails; it is made durable before it is used."""
OBJECTS: Final = (
    "SELECT format('ALTER TABLE %%s SET SCHEMA ', oid::regclass) FROM pg_class"
    " WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND relnamespace = %s::regnamespace UNION ALL"
    " SELECT format('ALTER FUNCTION %%s SET SCHEMA ', oid::regprocedure) FROM pg_proc"
    " WHERE prokind IN ('f', 'w') AND pronamespace = %s::regnamespace"
    " AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"
)


class Staged(Protocol):
    """A new database next to the one in use, which takes its place when it is complete."""

    @property
    def alias(self) -> str:
        """Return by which alias it is filled."""
        ...

    def move_in(self, stamp: str) -> str:
        """Use the copy from now on; return where the former one is, empty if there was none."""
        ...


def put_in_place(new: Path, place: Path, stamp: str) -> str:
    """Give a file or folder its place; return where the former one is, empty if there was none."""
    former = place.with_name(f"{place.name}.{REPLACED}-{stamp}")
    is_there = place.exists()
    if is_there:
        place.rename(former)
    new.rename(place)
    sync_folder(place.parent)
    return str(former) if is_there else ""


@dataclass(frozen=True)
class _File:
    alias: str
    new: Path
    place: Path

    def move_in(self, stamp: str) -> str:
        connections[self.alias].close()
        with self.new.open("rb") as file:
            os.fsync(file.fileno())
        for companion in COMPANIONS[1:]:
            journal = self.place.with_name(self.place.name + companion)
            if journal.exists():
                former = f"{self.place.name}.{REPLACED}-{stamp}{companion}"
                journal.rename(journal.with_name(former))
        return put_in_place(self.new, self.place, stamp)


@dataclass(frozen=True)
class _Schema:
    alias: str
    used: str

    def move_in(self, stamp: str) -> str:
        former = f"{REPLACED}_{stamp.replace('-', '_').lower()}"
        with transaction.atomic(using=self.alias), connections[self.alias].cursor() as cursor:
            old = _objects(cursor, self.used)
            if old:
                cursor.execute(f'CREATE SCHEMA "{former}"')
            for alter in old:
                cursor.execute(f'{alter} "{former}"')
            for alter in _objects(cursor, NEW_SCHEMA):
                cursor.execute(f'{alter} "{self.used}"')
            cursor.execute(f'DROP SCHEMA "{NEW_SCHEMA}"')
        return f"schema {former}" if old else ""


def _objects(cursor: Any, schema: str) -> list[str]:
    cursor.execute(OBJECTS, (schema, schema))
    return [str(alter) for (alter,) in cursor.fetchall()]


@contextmanager
def staged(alias: str) -> Iterator[Staged]:
    """Make room for a copy of the database of `alias`; what is not moved in is taken away."""
    described = connections.settings[alias]
    if described["ENGINE"].endswith("sqlite3"):
        place = Path(described["NAME"])
        with on_scratch_file(alias, place.with_name(place.name + NEW)) as name:
            yield _File(name, Path(connections.settings[name]["NAME"]), place)
        return
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        used = str(cursor.fetchone()[0])
        cursor.execute(f'DROP SCHEMA IF EXISTS "{NEW_SCHEMA}" CASCADE')
        cursor.execute(f'CREATE SCHEMA "{NEW_SCHEMA}"')
    options = described["OPTIONS"]
    path = f"{options.get('options', '')} -c search_path={NEW_SCHEMA}".strip()
    try:
        with alias_like(alias, "staged", OPTIONS={**options, "options": path}) as name:
            yield _Schema(name, used)
    finally:
        with connections[alias].cursor() as cursor:
            cursor.execute(f'DROP SCHEMA IF EXISTS "{NEW_SCHEMA}" CASCADE')


@contextmanager
def on_scratch_file(alias: str, path: Path) -> Iterator[str]:
    """Name an alias on a new SQLite file, which is taken away at the end if it is still there."""
    _forget(path)
    try:
        with alias_like(alias, "staged", **on_file(path, UNSAFE)) as name:
            yield name
    finally:
        _forget(path)


@contextmanager
def on_scratch_files(folder: Path) -> Iterator[dict[str, str]]:
    """Give empty databases for a whole site in a folder, by the aliases they are for."""
    with ExitStack() as files:
        yield {
            alias: files.enter_context(on_scratch_file(alias, folder / f"{name}.sqlite3"))
            for alias, name in PARTS.items()
        }


def _forget(path: Path) -> None:
    for companion in COMPANIONS:
        path.with_name(path.name + companion).unlink(missing_ok=True)

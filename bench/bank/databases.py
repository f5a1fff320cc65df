"""Scratch databases for the benchmarks, as durable as in production: SQLite files and PostgreSQL.

PostgreSQL runs with its own defaults, fsync and synchronous_commit included; only the number of
connections is raised to that of the callers.
"""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import psycopg
from django.core.management import call_command
from django.db import connections

from harness import postgres
from harness.postgres import USER, Server

BOOKS: Final = "books"
CONNECTIONS: Final = 1_200


@dataclass(frozen=True)
class Database:
    """Migrated books: where they are, and the alias under which Django knows them."""

    alias: str
    name: str
    host: str = ""

    @property
    def is_postgresql(self) -> bool:
        """Tell whether this is PostgreSQL."""
        return bool(self.host)

    def introduce(self) -> None:
        """Register it with Django in this process."""
        described = {**connections.settings[BOOKS], "NAME": self.name}
        if self.is_postgresql:
            engine = "django.db.backends.postgresql"
            described |= {"ENGINE": engine, "USER": USER, "HOST": self.host, "OPTIONS": {}}
        connections.settings[self.alias] = described


@contextmanager
def scratch(*, postgresql: bool) -> Iterator["Shelf"]:
    """Provide a shelf of scratch databases of one kind; delete them afterwards."""
    shelf = Shelf(Path(tempfile.mkdtemp(prefix="tweipress-bench-")), postgresql=postgresql)
    try:
        yield shelf
    finally:
        shelf.clear()


class Shelf:
    """Databases of one kind, copied from each other."""

    def __init__(self, folder: Path, *, postgresql: bool) -> None:
        """Start empty."""
        self._folder = folder
        self._host = server().host if postgresql else ""
        self._made: list[Database] = []

    def new(self, name: str) -> Database:
        """Return migrated, empty books."""
        if self._host:
            postgres.create(self._host, name)
        made = self._known(name)
        call_command("migrate", "bank", database=made.alias, verbosity=0)
        return made

    def copy(self, source: Database, name: str) -> Database:
        """Return a full copy of books that nobody has open."""
        connections[source.alias].close()
        if self._host:
            postgres.create(self._host, name, source.name)
            return self._known(name)
        made = self._known(name)
        shutil.copy(source.name, made.name)
        return made

    def clear(self) -> None:
        """Drop everything."""
        for made in self._made:
            connections[made.alias].close()
            del connections[made.alias]
            del connections.settings[made.alias]
            if self._host:
                postgres.drop(self._host, made.name)
        shutil.rmtree(self._folder)

    def _known(self, name: str) -> Database:
        place = name if self._host else str(self._folder / f"{name}.sqlite3")
        made = Database(f"{name}_{'pg' if self._host else 'lite'}", place, self._host)
        made.introduce()
        self._made.append(made)
        return made


@cache
def server() -> Server:
    """Start PostgreSQL with its own data; it ends with this process."""
    folder = Path(tempfile.mkdtemp(prefix="tweipress-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    # The server, which is registered later, ends first.
    return Server(folder / "postgres", [f"max_connections = {CONNECTIONS}"])


def postgresql_version() -> str:
    """Return PostgreSQL's version."""
    with psycopg.connect(server().url("postgres")) as connection:
        return connection.info.parameter_status("server_version") or ""

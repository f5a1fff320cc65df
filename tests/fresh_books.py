"""A database for a test's books: migrated once a run, and empty.

On SQLite it is a copy of a file. On PostgreSQL, where it takes long to make and to drop one, it is
emptied at the end and given to the next test.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections

from harness import postgres
from tests import cleanup
from tests.templates import copy_of_empty

OTHERS = "datname = current_database() AND pid <> pg_backend_pid()"
END_OTHERS = f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {OTHERS}"  # noqa: S608  # words of our own

_known: list[str] = []
_free: list[str] = []
_at_first: list[str] = []
"""The triggers of whole books."""


@contextmanager
def fresh_database(folder: Path) -> Iterator[None]:
    """Point the alias `books` at migrated, empty books, for all threads."""
    settings = connections.settings["books"]
    kept = connections["books"]
    before = settings["NAME"]
    del connections["books"]
    is_postgres = kept.vendor == "postgresql"
    settings["NAME"] = _taken() if is_postgres else _copied(folder)
    try:
        yield
        if is_postgres:
            _give_back(settings["NAME"])
    finally:
        connections["books"].close()
        settings["NAME"] = before
        connections["books"] = kept


def _copied(folder: Path) -> str:
    """Return the name of a copy of migrated books."""
    name = folder / "books.sqlite3"
    copy_of_empty("books", name)
    if not _known:
        _look_at(str(name))
    return str(name)


def _taken() -> str:
    """Return the name of a database that nobody has, a new one if there is none."""
    if _free:
        return _free.pop()
    name = f"books_{secrets.token_hex(6)}"
    copy_of_empty("books", name)
    if not _known:
        _look_at(name)
    return name


def _look_at(name: str) -> None:
    """Remember how migrated books are."""
    connections.settings["books"]["NAME"] = name
    cleanup.remember("books")
    if connections["books"].vendor == "postgresql":
        _at_first.extend(_triggers())
    connections["books"].close()
    _known.append(name)


def _give_back(name: str) -> None:
    """Empty a database for the next test; drop one without the triggers it ought to have."""
    with connections["books"].cursor() as cursor:
        cursor.execute(END_OTHERS)
    if _triggers() == _at_first:
        cleanup.empty("books")
        _free.append(name)
        return
    connections["books"].close()
    postgres.drop(connections.settings["books"]["HOST"], name)


def _triggers() -> list[str]:
    with connections["books"].cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname")
        return [str(name) for (name,) in cursor.fetchall()]

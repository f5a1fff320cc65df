"""A SQLite site that is shut for writing, durably and for every process, old and new ones alike.

Each table gets triggers that fail. They are in the database itself, so that no teller, no web
worker and no version of them can write past them; who is in the middle of a commit finishes first.
"""

from collections.abc import Iterable
from typing import Final

from django.db import connections, transaction

GONE: Final = "this_site_has_moved"
"""A table that is not there: writing ends in an OperationalError that names it."""
EVENTS: Final = ("INSERT", "UPDATE", "DELETE")
TABLES: Final = (
    "SELECT name FROM pragma_table_list"
    " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
)
"""Not those of the full-text search, which are written with another table and take no trigger."""
TRIGGERS: Final = f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{GONE}%'"  # noqa: S608  # a name of ours


def shut(aliases: Iterable[str]) -> None:
    """Let nobody write these databases from now on; one after the other, as they are given."""
    for alias in aliases:
        with transaction.atomic(using=alias):
            for table in _names(alias, TABLES):
                for event in EVENTS:
                    name = f"{GONE}_{table}_{event.lower()}"
                    made = f'TRIGGER IF NOT EXISTS "{name}" BEFORE {event} ON "{table}"'
                    _run(alias, f"CREATE {made} BEGIN DELETE FROM {GONE}; END")  # noqa: S608  # our own names


def open_again(aliases: Iterable[str]) -> None:
    """Let these databases be written again."""
    for alias in aliases:
        with transaction.atomic(using=alias):
            for trigger in _names(alias, TRIGGERS):
                _run(alias, f'DROP TRIGGER "{trigger}"')


def is_shut(alias: str) -> bool:
    """Tell whether a database is shut; only SQLite's ever are."""
    return connections[alias].vendor == "sqlite" and bool(_names(alias, TRIGGERS))


def _names(alias: str, query: str) -> list[str]:
    with connections[alias].cursor() as cursor:
        cursor.execute(query)
        return [str(name) for (name,) in cursor.fetchall()]


def _run(alias: str, statement: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)

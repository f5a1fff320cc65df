"""More names for a database: described with something changed, for as long as it is needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

MARK = ":"


@contextmanager
def alias_like(alias: str, role: str, **changes: Any) -> Iterator[str]:
    """Describe a database as that of `alias` with changes, and name the new alias.

    The router takes `default:ROLE` for a site and `books:ROLE` for books.
    """
    name = f"{alias}{MARK}{role}"
    connections.settings[name] = {**connections.settings[alias], **changes}
    try:
        yield name
    finally:
        connections[name].close()
        del connections[name]
        del connections.settings[name]


def on_file(path: Any, init_command: str) -> dict[str, Any]:
    """Return what makes a description one of a SQLite file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"timeout": 20, "init_command": init_command},
    }

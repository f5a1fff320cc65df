"""Scratch tables: the books' tables in a temporary SQLite file, for computing."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from tweipress.bank.storage.connection import BOOKS, Connection

LOSABLE: Final = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {
        "init_command": "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        " PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=FILE; PRAGMA cache_size=-65536",
    },
}
"""Settings of a database that may be lost, and is fast for it; 64 MiB of it are in memory."""


class ScratchTables(Connection):
    """A connection to tables that nobody else uses."""

    def __init__(self, file: Path) -> None:
        """Make the tables in a new file and begin a transaction that is never committed."""
        settings: dict[str, Any] = {**connections.settings[BOOKS], **LOSABLE, "NAME": str(file)}
        self._expected = []
        self._wrapper = DatabaseWrapper(settings, BOOKS)
        # Atomic, it would begin a transaction by alias: in the books themselves.
        with self._wrapper.schema_editor(atomic=False) as editor:
            for model in apps.get_app_config("bank").get_models():
                editor.create_model(model)
        self.begin()


@contextmanager
def scratch_tables() -> Iterator[Connection]:
    """Provide tables in the temporary folder (set by TMPDIR) and remove them afterwards."""
    with tempfile.TemporaryDirectory(prefix="tweipress-") as folder:
        connection = ScratchTables(Path(folder) / "books.sqlite3")
        try:
            yield connection
        finally:
            connection.close()

"""The keeper of connections looks at the files of a process and leaves their locks alone."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tweipress.config.server import kernel

WRITE = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
"""What another process does; SQLite's locks do not bind the one that holds them."""
PORT = 1
"""Nobody is connected to it."""


def test_looking_at_connections_keeps_the_locks_of_a_database(tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as books:
        books.execute("CREATE TABLE posting (seq)")
        books.execute("BEGIN IMMEDIATE")
        assert not list(kernel.peers(PORT))
        other = subprocess.run(
            [sys.executable, "-c", WRITE, file], capture_output=True, text=True, check=False
        )
    assert "database is locked" in other.stderr

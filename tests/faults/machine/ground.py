"""The ground of a fault run: a small disk, a database on it, and fresh books when asked for."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections

from tests.faults.machine import leftovers, network
from tests.faults.machine.disk import SmallDisk
from tests.faults.machine.postgres import SOCKET, Postgres
from tests.faults.machine.proxy import Proxy
from tests.house.tree import ROOT

DISK_MB = {"sqlite": 48, "postgres": 160}
TEMPLATE = "template"


class Ground:
    """A site's data folder, its database's disk, and what stands between the two."""

    def __init__(self, database: str, folder: Path, *, has_network: bool = False) -> None:
        """Prepare the disk and, for PostgreSQL, a server; `database` is sqlite or postgres.

        With a network of one's own the server can also be reached by that.
        """
        self.database = database
        self.folder = folder
        self.data = folder / "data"
        self.disk = SmallDisk(folder / "disk")
        self.disk.mount(DISK_MB[database])
        self.server: Postgres | None = None
        self.proxy: Proxy | None = None
        self.books = ""
        for name in ("data", "run", "cut"):
            (folder / name).mkdir()
        if database == "postgres":
            host = network.HOST if has_network else ""
            self.server = Postgres(self.disk.folder, folder / "run", host)
            self.server.start()
            self.proxy = Proxy(folder / "cut" / SOCKET, folder / "run" / SOCKET)
            for name in ("site", TEMPLATE):
                self.server.run(f"CREATE DATABASE {name}")
        self._found()

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables of a process of the site, on the present books."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith("TWEIPRESS_")
        }
        return kept | {
            "DJANGO_SETTINGS_MODULE": "tweipress.config.settings",
            "TWEIPRESS_DATA": str(self.data),
            "TWEIPRESS_CLOCK": "test",
            "TWEIPRESS_RATE_FACTOR": "10000",
            "TWEIPRESS_SITE_URL": self._url("site"),
            "TWEIPRESS_BOOKS_URL": self._url(self.books),
        }

    @property
    def far(self) -> dict[str, str]:
        """Return the variables of a process that reaches the books by network."""
        books = f"postgresql://postgres@{network.HOST}/{self.books}"
        return self.environment | {"TWEIPRESS_BOOKS_URL": books}

    @property
    def postgres(self) -> Postgres:
        """Return the server, which a fault of PostgreSQL's needs."""
        assert self.server is not None
        return self.server

    @property
    def file(self) -> Path:
        """Return the file of the present books on SQLite."""
        return self._file(self.books)

    @contextmanager
    def fresh_books(self) -> Iterator[str]:
        """Give fresh books, by an alias of this process; no site may be running meanwhile."""
        alias = self.books = f"faults_{secrets.token_hex(4)}"
        description = {**connections.settings["books"]}
        if self.server is not None:
            self.server.run(f"CREATE DATABASE {alias} TEMPLATE {TEMPLATE}")
            description |= {"NAME": alias, "HOST": str(self.server.sockets)}
            description |= {"USER": "postgres", "ENGINE": "django.db.backends.postgresql"}
            description |= {"OPTIONS": {}}
        else:
            shutil.copy(self._file(TEMPLATE), self._file(alias))
            description |= {"NAME": str(self._file(alias))}
        connections.settings[alias] = description
        try:
            yield alias
        finally:
            connections[alias].close()
            del connections[alias]
            del connections.settings[alias]
            self._drop(alias)

    @contextmanager
    def unmounted(self) -> Iterator[None]:
        """Fill the disk meanwhile as where nothing can be mounted."""
        before, self.disk = self.disk, SmallDisk(self.disk.folder)
        try:
            yield
        finally:
            self.disk = before

    def close(self) -> None:
        """Remove everything."""
        if self.proxy is not None:
            self.proxy.close()
        if self.server is not None:
            self.server.remove()
        self.disk.remove()

    def _found(self) -> None:
        self.books = TEMPLATE
        command = [sys.executable, "-m", "tests.faults.callers.found"]
        subprocess.run(command, env=self.environment, cwd=ROOT, check=True)

    def _url(self, name: str) -> str:
        if self.server is not None:
            return self.server.url(name, self.folder / "cut")
        return f"sqlite:///{self._file(name)}"

    def _file(self, name: str) -> Path:
        return self.disk.folder / f"{name}.sqlite3"

    def _drop(self, name: str) -> None:
        if self.server is not None:
            self.server.run(f"DROP DATABASE {name} WITH (FORCE)")
            return
        for left in self.disk.folder.glob(f"{name}.*"):
            left.unlink()


@contextmanager
def ground(database: str, *, has_network: bool = False) -> Iterator[Ground]:
    """Give a ground in a folder of its own, and clear it away, and what killed runs have left."""
    leftovers.clear()
    room = tempfile.TemporaryDirectory(prefix=leftovers.PREFIX, ignore_cleanup_errors=True)
    with room as folder, leftovers.owned(Path(folder)):
        made = Ground(database, Path(folder), has_network=has_network)
        try:
            yield made
        finally:
            made.close()

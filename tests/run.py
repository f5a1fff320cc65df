"""What the processes of one run of the suite share: a folder, and on PostgreSQL a server.

The first process of a run makes them; those that it starts know them by the environment.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.postgres import NOT_DURABLE, Server

FOLDER = "SUITE_FOLDER"
HOST = "SUITE_POSTGRES"
CONNECTIONS = "max_connections = 400"


def folder() -> Path:
    """Return the folder of this run."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = made = tempfile.mkdtemp(prefix="tweipress-suite-")
        atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(os.environ[FOLDER])


def postgres() -> str:
    """Return the folder of the socket of this run's PostgreSQL."""
    if HOST not in os.environ:
        os.environ[HOST] = Server(folder() / "postgres", (*NOT_DURABLE, CONNECTIONS)).host
    return os.environ[HOST]


def is_on_postgres() -> bool:
    """Tell on which database this run keeps the books and the site."""
    return os.environ.get("SUITE_BOOKS") == "postgres"


@contextmanager
def made_once(name: str) -> Iterator[bool]:
    """Tell whether something is still to be made in this run; others wait meanwhile."""
    done = folder() / f"{name}.made"
    with (folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not done.exists()
        done.touch()

"""The one door for money: `do`. In the teller's own process it is a call, elsewhere a socket."""

import atexit
import os
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from tweipress.bank.storage.connection import BOOKS
from tweipress.bank.storage.read_session import is_reading
from tweipress.bank.teller.metrics import Figures
from tweipress.bank.teller.ticket import NOT_LEADING, Answer
from tweipress.bank.transport.client import Client
from tweipress.bank.transport.service import Service
from tweipress.core.state.registry import Act

LEAD_S = 5.0


class BooksClosedError(RuntimeError):
    """No teller answers and none can be started here."""


class _Door:
    """This process's way to the teller; a forked child has to find its own."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.service: Service | None = None
        self.client = Client(socket_path())


_doors: dict[int, _Door] = {}


def _door() -> _Door:
    return _doors.setdefault(os.getpid(), _Door())


def socket_path() -> Path:
    """Return where the teller of these books listens."""
    path: Path = settings.TWEIPRESS_DATA / "teller.sock"
    return path


def do(act: Act, key: str) -> Answer:
    """Do an act once for its key (1 to 80 characters) and answer when it is durable or refused.

    Raise RuntimeError inside a database transaction: what the bank has done cannot be rolled back;
    and in the middle of a look at the books, which would go on showing what was.
    """
    if is_reading():
        raise RuntimeError("bank.do inside a look: what it changes would not be seen")
    if any(connection.in_atomic_block for connection in connections.all(initialized_only=True)):
        raise RuntimeError("bank.do inside a transaction: its act would outlive a rollback")
    door = _door()
    if door.service is not None and door.service.teller.is_leading:
        answer = door.service.teller.do(act, key)
        if answer is not NOT_LEADING:
            return answer
    return door.client.do(act, key)


def figures() -> Figures | None:
    """Return how the leading teller of these books does, None when none leads or answers."""
    door = _door()
    own = door.service.teller.figures() if door.service is not None else None
    return own or door.client.figures()


def start(wait_s: float = 0) -> Service:
    """Start a teller in this process, once; it leads as soon as nobody else does."""
    door = _door()
    if door.service is None:
        door.service = Service(socket_path())
        atexit.register(stop)
        door.service.start(wait_s)
    return door.service


def adopt(service: Service | None) -> None:
    """Make a service of the caller's own this process's teller; None lets it go."""
    _door().service = service


def stop() -> None:
    """Stop this process's teller, if it has one."""
    door = _door()
    if door.service is not None:
        door.service.stop()
        door.service = None


def ensure_open() -> None:
    """Make sure that `do` is answered: by the running site's teller, else by one of our own.

    For commands. Raise BooksClosedError when the books have no tables yet, or are held by a teller
    that does not answer.
    """
    door = _door()
    if door.service is not None or door.client.is_answered():
        return
    _ensure_migrated()
    if start(LEAD_S).teller.is_leading:
        return
    stop()
    if not door.client.is_answered():
        raise BooksClosedError("Another teller holds the books but does not answer: try again.")


def _ensure_migrated() -> None:
    """Raise BooksClosedError unless the books have their tables: a teller would wait for ever."""
    executor = MigrationExecutor(connections[BOOKS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BooksClosedError("The databases are not up to date: run tweipress migrate first.")

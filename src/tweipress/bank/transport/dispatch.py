"""Dispatch: hands acts to the teller, by a call in its own process, else over the socket."""

import atexit
import os
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from tweipress.bank import barring, turns
from tweipress.bank.queries.statements import find_posting
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


class _Dispatch:
    """How this process reaches the teller; a forked child makes its own."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.service: Service | None = None
        self.client = Client(socket_path())


_dispatches: dict[int, _Dispatch] = {}


def _dispatch() -> _Dispatch:
    return _dispatches.setdefault(os.getpid(), _Dispatch())


def socket_path() -> Path:
    """Return where the teller of these books listens."""
    path: Path = settings.TWEIPRESS_DATA / "teller.sock"
    return path


def do(act: Act, key: str) -> Answer:
    """Do an act once for its key (1 to 80 characters) and answer when it is durable or refused.

    Raise RuntimeError inside a database transaction: what the bank has done cannot be rolled back;
    and inside a read session, which would not see the change.
    """
    if is_reading():
        raise RuntimeError("bank.do inside a read session: what it changes would not be seen")
    if turns.in_transaction():
        raise RuntimeError("bank.do inside a transaction: its act would outlive a rollback")
    if (refused := barring.refusal(act)) and not _was_done(act, key):
        return refused
    dispatch = _dispatch()
    if dispatch.service is not None and dispatch.service.teller.is_leading:
        answer = dispatch.service.teller.do(act, key)
        if answer is not NOT_LEADING:
            return answer
    with turns.waiting():
        return dispatch.client.do(act, key)


def _was_done(act: Act, key: str) -> bool:
    """Tell whether the books know the act already: then its answer is only told again."""
    member = getattr(act, "member", None)
    return member is not None and find_posting(member, key, type(act)) is not None


def figures() -> Figures | None:
    """Return the leading teller's figures, None when no teller leads or answers."""
    dispatch = _dispatch()
    own = dispatch.service.teller.figures() if dispatch.service is not None else None
    return own or dispatch.client.figures()


def start(wait_s: float = 0) -> Service:
    """Start a teller in this process, once; it leads as soon as nobody else does."""
    dispatch = _dispatch()
    if dispatch.service is None:
        dispatch.service = Service(socket_path())
        atexit.register(stop)
        dispatch.service.start(wait_s)
    return dispatch.service


def adopt(service: Service | None) -> None:
    """Use a service of the caller's as this process's teller; None uses none."""
    _dispatch().service = service


def stop() -> None:
    """Stop this process's teller, if it has one."""
    dispatch = _dispatch()
    if dispatch.service is not None:
        dispatch.service.stop()
        dispatch.service = None


def ensure_open() -> None:
    """Make sure that `do` is answered: by the running site's teller, else by one started here.

    For commands. Raise BooksClosedError when the books have no tables yet, or are held by a teller
    that does not answer.
    """
    dispatch = _dispatch()
    if dispatch.service is not None or dispatch.client.is_answered():
        return
    _ensure_migrated()
    if start(LEAD_S).teller.is_leading:
        return
    stop()
    if not dispatch.client.is_answered():
        raise BooksClosedError("Another teller holds the books but does not answer: try again.")


def _ensure_migrated() -> None:
    """Raise BooksClosedError unless the books have their tables: a teller would wait for ever."""
    executor = MigrationExecutor(connections[BOOKS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BooksClosedError("The databases are not up to date: run tweipress migrate first.")

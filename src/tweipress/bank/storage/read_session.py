"""Read sessions: one world answers all questions that a page asks of the books.

The questions are in bank.queries. Outside a read session each of them reads the books anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.world import StoredWorld

_shared: ContextVar[StoredWorld | None] = ContextVar("shared", default=None)


@contextmanager
def read_session() -> Iterator[None]:
    """Read each record once, however many questions inside need it; sessions may nest.

    Changes made meanwhile are not seen, so do an act first and read afterwards.
    """
    if is_reading():
        yield
        return
    token = _shared.set(_fresh())
    try:
        yield
    finally:
        _shared.reset(token)


def is_reading() -> bool:
    """Tell whether this thread is inside a read session."""
    return _shared.get() is not None


def current_world() -> StoredWorld:
    """Return the world that a question is answered from."""
    return _shared.get() or _fresh()


def _fresh() -> StoredWorld:
    return StoredWorld(Connection(is_own=False))

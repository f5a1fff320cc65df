"""One look at the books: whoever shows a page asks many questions, and one world answers them.

Questions are in queries.py. Outside a look each has a world of its own, as fresh as can be.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.world import StoredWorld

_shared: ContextVar[StoredWorld | None] = ContextVar("shared", default=None)


@contextmanager
def read_session() -> Iterator[None]:
    """Ask the books for each fact once, however many questions inside need it; looks may nest.

    What is changed meanwhile is not seen: an act comes before the look at what it did.
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
    """Tell whether this thread is in the middle of a look."""
    return _shared.get() is not None


def current_world() -> StoredWorld:
    """Return the world that a question is answered from."""
    return _shared.get() or _fresh()


def _fresh() -> StoredWorld:
    return StoredWorld(Connection(is_own=False))

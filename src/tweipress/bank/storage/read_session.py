"""Read sessions: one world answers all questions that a page asks of the books.

The questions are in bank.queries. Outside a read session each of them reads the books anew. Only
tariffs' texts are kept from one session to the next: that saves reading some 7 kB for each page.
Nothing drops them, for a text is found by its hash, and another text has another.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.world import StoredWorld
from tweipress.core.records.books import TariffText
from tweipress.core.records.record import Key, Record

_texts: dict[Key, Record] = {}
"""Every tariff since the start that a page has asked for: a handful."""
_shared: ContextVar[StoredWorld | None] = ContextVar("shared", default=None)


@contextmanager
def read_session() -> Iterator[None]:
    """Read each record once, however many questions inside need it; sessions may nest.

    Changes made meanwhile are not seen, so do an act first and read afterwards.
    """
    if is_reading():
        yield
        return
    world = _fresh()
    token = _shared.set(world)
    try:
        yield
    finally:
        _shared.reset(token)
        _keep(world.records[TariffText])


def is_reading() -> bool:
    """Tell whether this thread is inside a read session."""
    return _shared.get() is not None


def current_world() -> StoredWorld:
    """Return the world that a question is answered from."""
    return _shared.get() or _fresh()


def _fresh() -> StoredWorld:
    world = StoredWorld(Connection(is_own=False))
    world.records[TariffText].update(_texts)
    return world


def _keep(read: Mapping[Key, Record | None]) -> None:
    """Keep the texts that a session has read."""
    if read.keys() - _texts:
        _texts.update((number, text) for number, text in read.items() if text is not None)

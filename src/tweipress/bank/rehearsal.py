"""Rehearsal: a teller whose clock is moved by hand, for the demo. Production refuses it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from tweipress.bank import clock
from tweipress.bank.storage.connection import Connection
from tweipress.bank.teller.batch import read_head
from tweipress.bank.transport import dispatch
from tweipress.bank.transport.dispatch import BooksClosedError
from tweipress.bank.transport.service import Service
from tweipress.core.units import MS_PER_DAY


class Rehearsal:
    """A clock that only goes forward, and the calendar that follows it."""

    def __init__(self, service: Service, time: clock.ManualClock) -> None:
        """Begin at the clock's time."""
        self._service = service
        self._clock = time
        service.calendar.tick()

    @property
    def now_ms(self) -> int:
        """Return the time of the rehearsal."""
        return self._clock.time_ms

    def move_to(self, time_ms: int) -> None:
        """Go to `time_ms`, midnight by midnight, and do all that falls due; never go back."""
        while self._clock.time_ms < time_ms:
            midnight_ms = (self._clock.time_ms // MS_PER_DAY + 1) * MS_PER_DAY
            self._clock.time_ms = min(midnight_ms, time_ms)
            self._service.calendar.tick()


@contextmanager
def rehearse(start_ms: int) -> Iterator[Rehearsal]:
    """Write the books at a time of the caller's own, from `start_ms` or the last posting on.

    Inside, `bank.do` and `bank.clock` go by that time in this process. Raise BooksClosedError when
    another teller holds the books, RuntimeError in production.
    """
    if settings.PRODUCTION:
        raise RuntimeError("the books of production go by the wall clock alone")
    time = clock.ManualClock(start_ms)
    service = Service(dispatch.socket_path(), time=time)
    if not service.teller.lead():
        service.stop()
        raise BooksClosedError("another teller holds the books: stop the running site first")
    before = clock.current()
    try:
        time.time_ms = max(start_ms, read_head(Connection(is_own=False)).at_ms)
        clock.use(time)
        dispatch.adopt(service)
        yield Rehearsal(service, time)
    finally:
        dispatch.adopt(None)
        clock.use(before)
        service.stop()

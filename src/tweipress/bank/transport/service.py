"""The service: a teller in this process that leads when it can, with its calendar and server."""

import threading
from pathlib import Path

import structlog

from tweipress.bank import clock
from tweipress.bank.storage.connection import BOOKS, Connection
from tweipress.bank.teller.calendar import Calendar
from tweipress.bank.teller.teller import Teller
from tweipress.bank.transport.server import Server

TICK_S = 1.0
STANDBY_S = 0.2
"""How often a standby tries to lead; a take-over has to take less than 2 s."""
STOP_S = 10.0

log = structlog.get_logger(__name__)


class Service:
    """Teller, calendar and socket together; a second one waits for the first to go."""

    def __init__(self, socket: Path, alias: str = BOOKS, time: clock.Clock | None = None) -> None:
        """Prepare; `start` begins."""
        self.teller = Teller(alias, time)
        self._connection = Connection(alias)
        self.calendar = Calendar(self.teller, self._connection, time)
        self._socket = socket
        self._server: Server | None = None
        self._ending = threading.Event()
        self._led = threading.Event()
        self._is_failing = False
        self._thread = threading.Thread(target=self._run, name="calendar", daemon=True)

    def start(self, wait_s: float = 0) -> bool:
        """Begin in the background; wait up to `wait_s` seconds to lead, and tell if it does."""
        self._thread.start()
        return self._led.wait(wait_s)

    def stop(self) -> None:
        """Finish what is under way, close the socket, let the next teller in."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(STOP_S)
        self._close_server()
        self.teller.stop()
        self._connection.close()

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                self._step()
                self._is_failing = False
            except Exception:  # the calendar must survive a database that is away
                if not self._is_failing:  # an outage is logged once, not at each try
                    log.exception("calendar_failed")
                self._is_failing = True
                self._connection.close()
            self._ending.wait(TICK_S if self.teller.is_leading else STANDBY_S)

    def _step(self) -> None:
        if not self.teller.lead():
            self._close_server()
            return
        if self._server is None or not self._server.is_found:
            self.calendar.open_today()
            self._close_server()
            self._server = Server(self.teller, self._socket)
            log.info("teller_leads")
        self._led.set()
        self.calendar.tick()

    def _close_server(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

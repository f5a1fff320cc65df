"""Teller processes to be killed, and callers who ask again until they are answered."""

import secrets
import time
from pathlib import Path

from django.db import connections

from harness.command import TWEIPRESS, environment
from harness.process import PATIENCE_S, Process
from tweipress.bank.teller.ticket import Receipt
from tweipress.bank.transport.client import Client
from tweipress.core.state.outcome import Refused
from tweipress.core.state.registry import Act

PAUSE_S = 0.05


class TellerProcess:
    """`tweipress teller` on the test's books, killable at any moment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process = self._start()

    @property
    def socket(self) -> Path:
        """Return where it listens."""
        return self.folder / "teller.sock"

    def wait_until_started(self) -> None:
        """Wait until it leads, or stands by for the one that does."""
        self._process.wait_for_line()

    def kill(self) -> None:
        """End it the hard way."""
        self._process.kill()

    def restart(self) -> None:
        """Start another in its place."""
        self._process = self._start()

    def _start(self) -> Process:
        described = environment(self.folder, TWEIPRESS_BOOKS_URL=books_url())
        log = self.folder / f"teller-{new_key()}.log"
        return Process([TWEIPRESS, "teller"], described, self.folder, log)


def books_url() -> str:
    """Return the address of the test's books, as the settings read it."""
    described = connections.settings["books"]
    if described["ENGINE"].endswith("postgresql"):
        return f"postgresql://{described['USER']}@/{described['NAME']}?host={described['HOST']}"
    return f"sqlite:///{described['NAME']}"


def insist(client: Client, act: Act, key: str) -> Receipt:
    """Ask under one key until the act is accepted."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        answer = client.do(act, key)
        if not isinstance(answer, Refused):
            return answer
        assert answer.name in {"BOOKS_FAILED", "BOOKS_BUSY"}, answer
        time.sleep(PAUSE_S)
    raise AssertionError(f"nobody answered {key}")


def new_key() -> str:
    """Return a request key nobody used."""
    return secrets.token_hex(8)

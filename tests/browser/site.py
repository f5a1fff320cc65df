"""The real site for browser tests: a filled demo, served as an operator serves it.

It has a test clock, so no test waits for the time that reading takes. Where the suite is on
PostgreSQL, so is this site; there the story alone is told, as the pages look the same.
"""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import psycopg

from tests.config.test_serving import free_port, status
from tests.config.test_settings import TWEIPRESS
from tweipress.bank.clock import MS_PER_S, OffsetClock

FILL_S: Final = 200
STOP_S: Final = 20
DATABASES: Final = ("TWEIPRESS_SITE_URL", "TWEIPRESS_BOOKS_URL")
RESET_LINK: Final = re.compile(r"http://[^\s/]+(/accounts/password/reset/key/\S+)")


@dataclass
class Site:
    """A served demo; `states` keeps who of the cast has signed in already, by name."""

    folder: Path
    address: str
    states: dict[str, Any] = field(default_factory=dict)

    @property
    def password(self) -> str:
        """Return what the whole cast signs in with."""
        return (self.folder / "demo-password").read_text()

    def advance(self, seconds: int) -> None:
        """Let time pass, for the server."""
        OffsetClock(self.folder / "clock").advance(seconds * MS_PER_S)

    def reset_link(self) -> str:
        """Return the path of the newest link to a new password in the site's mails."""
        said = (self.folder / "said").read_text()
        return str(RESET_LINK.findall(said)[-1])


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Fill a demo in an empty folder and serve it."""
    port = free_port()
    variables = {
        "PATH": os.environ["PATH"],
        "TWEIPRESS_DATA": str(folder),
        "TWEIPRESS_PORT": str(port),
        "TWEIPRESS_CLOCK": "test",
        **_databases(),
    }
    _set_clock_to_noon(folder)
    for command in (("demo", "--no-serve"), ("day", "close")):
        _run(folder, variables, *command)
    with (
        (folder / "said").open("w") as said,
        subprocess.Popen([TWEIPRESS, "serve"], env=variables, cwd=folder, stdout=said) as server,
    ):
        try:
            assert status(port, "/") == 200
            yield Site(folder, f"http://127.0.0.1:{port}")
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(STOP_S)


def _set_clock_to_noon(folder: Path) -> None:
    """Fill the demo at one time of the day, so that each run has the same cast and quotas."""
    now = datetime.now(UTC)
    noon = (now + timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
    OffsetClock(folder / "clock").advance((noon - now) // timedelta(milliseconds=1))


def _run(folder: Path, variables: dict[str, str], *words: str) -> None:
    done = subprocess.run(
        [TWEIPRESS, *words],
        env=variables,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=FILL_S,
    )
    assert done.returncode == 0, done.stderr


def _databases() -> dict[str, str]:
    """Return where the site's databases are: nothing to say on SQLite, else two new ones."""
    if os.environ.get("SUITE_BOOKS") != "postgres":
        return {}
    urls = {name: os.environ[name] for name in DATABASES}
    for url in urls.values():
        name = urlsplit(url).path.removeprefix("/")
        with psycopg.connect(url.replace(f"/{name}?", "/postgres?"), autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}"'.encode())
    return urls

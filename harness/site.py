"""A site in a folder of its own: its commands, its processes, and serving it."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from typing import Final

from harness.command import TWEIPRESS, Ended, environment, tweipress
from harness.process import PATIENCE_S, PAUSE_S, Process

HOST: Final = "127.0.0.1"
PORTS: Final = range(10_000, 30_000)
APART: Final = 97
"""So many sites a process can serve before it comes to the ports of the next one."""

_turn = count(os.getpid() * APART)


@dataclass
class Server:
    """A site that is served on a port of this machine."""

    process: Process
    port: int

    @property
    def address(self) -> str:
        """Return the address of its pages."""
        return f"http://{HOST}:{self.port}"

    def status(self, path: str) -> int:
        """Return the status of a page, as soon as the site answers."""
        return status(self.port, path)


@dataclass
class Site:
    """A folder in which an operator works: data in `var`, what each command says in a log.

    `variables` are those of the environment of all commands, databases among them.
    """

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """Return the folder of the site's files."""
        return Path(self.variables.get("TWEIPRESS_DATA", self.folder / "var"))

    def run(self, *words: str | Path, **variables: str) -> Ended:
        """Run a command until it ends."""
        return tweipress(self.folder, *words, **self.variables, **variables)

    def said(self, *words: str | Path, **variables: str) -> str:
        """Run a command that has to succeed, and return what it said."""
        ended = self.run(*words, **variables)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def log(self, word: str) -> Path:
        """Return the file of what a command says."""
        return self.folder / f"{word}.log"

    def start(self, *words: str | Path, **variables: str) -> Process:
        """Start a command beside the caller."""
        described = environment(self.folder / "var", **{**self.variables, **variables})
        return Process([TWEIPRESS, *words], described, self.folder, self.log(str(words[0])))

    @contextmanager
    def running(self, word: str, **variables: str) -> Iterator[Process]:
        """Run a command beside the caller; stop it at the end, which it does in time and well."""
        process = self.start(word, **variables)
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        assert process.stop() == 0, process.log.read_text()

    @contextmanager
    def serving(
        self, word: str = "serve", answering: str = "/", **variables: str
    ) -> Iterator[Server]:
        """Serve the site meanwhile, from when the page `answering` does."""
        port = int(self.variables.get("TWEIPRESS_PORT", 0)) or free_port()
        with self.running(word, TWEIPRESS_PORT=str(port), **variables) as process:
            process.wait_until(lambda: answers(port, answering))
            yield Server(process, port)


def free_port() -> int:
    """Return a port that nobody listens on, and that nobody is given before it is used.

    The system gives the ports above these to whoever asks for any; each process has its own turn
    through them, so two that start sites at the same moment do not come upon the same one.
    """
    while True:
        port = PORTS[next(_turn) % len(PORTS)]
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
            return port


def answers(port: int, path: str = "/") -> bool:
    """Tell whether a site answers on a port with a page."""
    try:
        return ask(port, path) == HTTPStatus.OK
    except (OSError, HTTPException):
        return False


def ask(port: int, path: str) -> int:
    """Return the status of a page."""
    caller = HTTPConnection(HOST, port, timeout=PATIENCE_S)
    try:
        caller.request("GET", path)
        return caller.getresponse().status
    finally:
        caller.close()


def status(port: int, path: str) -> int:
    """Return the status of a page, as soon as somebody answers on a port."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with suppress(ConnectionRefusedError, ConnectionResetError, HTTPException):
            return ask(port, path)
        time.sleep(PAUSE_S)
    raise TimeoutError(f"nobody answers on port {port}")

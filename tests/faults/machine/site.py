"""A running site: the web process and a teller of its own, of which either may lead the books."""

import os
import re
import signal
import socket
import struct
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from harness.command import ROOT, TWEIPRESS
from harness.process import PATIENCE_S, Process
from harness.site import HOST, free_port
from tests.faults.machine.ground import Ground
from tests.faults.machine.proxy import Proxy
from tweipress.bank.clock import OffsetClock

TELLER, WEB, SECOND, FAR = "teller", "web", "second", "far"
WATCH_S = 0.05
CREDENTIALS = struct.Struct("3i")
WEB_THREADS = "4"
LEADS = b"teller_leads"
EVENT = re.compile(rb'"event": "([\w ]+).*"level": "(\w+)"')
"""What an event is called, without what it is about; a fault may have torn its line."""


class Site:
    """Processes of the product on the ground's present books."""

    def __init__(self, ground: Ground, *, web: bool, broken: str = "") -> None:
        """Start a teller, and a web process too if `web`; `broken` names how the tellers err."""
        self.ground = ground
        self.port = free_port()
        self.socket = ground.data / "teller.sock"
        self.cut_socket = ground.folder / "cut.sock"
        self.clock = OffsetClock(ground.data / "clock")
        self.broken = broken
        self._names = (TELLER, WEB) if web else (TELLER,)
        self._processes: dict[str, Process] = {}
        self._log_path = ground.folder / f"site-{self.port}.log"
        self._log_read = 0
        self.log = self._log_path.open("ab")
        self.cut_socket.unlink(missing_ok=True)
        self.proxy = Proxy(self.cut_socket, self.socket)
        self._ended = threading.Event()
        self._supervisor = threading.Thread(target=self._supervise, daemon=True)
        self._supervisor.start()

    def _supervise(self) -> None:
        """Start again what has ended, as an operator's supervisor does."""
        while not self._ended.wait(WATCH_S):
            for name in self._names:
                process = self._processes.get(name)
                if process is None or process.has_ended:
                    self.start(name)

    def start(self, name: str, broken: str = "") -> None:
        """Start a process of the site."""
        command: list[str | Path]
        if name == WEB and not self.broken:
            command = [TWEIPRESS, "serve"]
        elif broken or self.broken:
            command = [sys.executable, "-m", "tests.faults.machine.broken", broken or self.broken]
        else:
            command = [TWEIPRESS, "teller"]
        environment = (self.ground.far if name == FAR else self.ground.environment) | {
            "TWEIPRESS_HOST": HOST,
            "TWEIPRESS_PORT": str(self.port),
            "TWEIPRESS_THREADS": WEB_THREADS,
            "TWEIPRESS_LOG": "json",
        }
        self._processes[name] = Process(command, environment, ROOT, self._log_path)

    @property
    def leader(self) -> int | None:
        """Return the number of the process that listens on the socket, if one does."""
        with socket.socket(socket.AF_UNIX) as caller, suppress(OSError):
            caller.connect(str(self.socket))
            place = (socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size)
            process: int = CREDENTIALS.unpack(caller.getsockopt(*place))[0]
            return process
        return None

    def number(self, name: str) -> int | None:
        """Return the number of a process of the site."""
        process = self._processes.get(name)
        return None if process is None else process.number

    def family(self, name: str) -> list[int]:
        """Return the numbers of a process of the site and of all that it started."""
        process = self._processes.get(name)
        return [] if process is None else process.family

    def wait(self) -> None:
        """Wait until somebody leads."""
        deadline = time.monotonic() + PATIENCE_S
        while self.leader is None:
            assert time.monotonic() < deadline, "the site does not come up"
            time.sleep(WATCH_S)

    def kill(self, name: str) -> None:
        """Kill a process of the site with all that it started."""
        if (process := self._processes.get(name)) is not None:
            process.kill()

    def signal_leader(self, number: signal.Signals) -> int | None:
        """Send whoever leads a signal, and return the process's number."""
        leader = self.leader
        if leader is not None:
            with suppress(ProcessLookupError):
                os.kill(leader, number)
        return leader

    def end(self, name: str) -> None:
        """End a process for good."""
        self.kill(name)
        self._processes.pop(name, None)

    def noticed(self) -> list[str]:
        """Return what the site has logged of trouble since the last time, by name."""
        with self._log_path.open("rb") as log:
            log.seek(self._log_read)
            lines = log.read()
            self._log_read = log.tell()
        return [
            event.decode().strip()
            for event, level in EVENT.findall(lines)
            if level != b"info" or event == LEADS
        ]

    @property
    def processes(self) -> list[int]:
        """Return the numbers of all that run, the web process's worker included."""
        return [number for process in self._processes.values() for number in process.family]

    def stop(self) -> None:
        """End everything."""
        self._ended.set()
        self._supervisor.join()
        for name in list(self._processes):
            self.end(name)
        self.proxy.close()
        self.log.close()

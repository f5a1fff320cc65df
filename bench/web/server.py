"""`tweipress serve` as an operator starts it, on a site filled for the load."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
TWEIPRESS: Final = Path(sys.executable).with_name("tweipress")
PATIENCE_S: Final = 120
WITHOUT_BANK: Final = "bench.web.without_bank"
KEY: Final = "a key that signs the tokens of every copy of this site"


@dataclass(frozen=True)
class Kind:
    """One way to serve: with the bank or without, the teller in a thread or a process."""

    name: str
    workers: int = 1
    has_bank: bool = True


@dataclass(frozen=True)
class Server:
    """A running site: its port, its folder, and its processes."""

    port: int
    folder: Path
    processes: tuple[int, ...]

    def memory_mib(self) -> float:
        """Return what all its processes take, shared pages counted once (PSS)."""
        numbers = [number for process in self.processes for number in _family(process)]
        return sum(map(_pss_kib, numbers)) / 1024


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """Return the environment of a site in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TWEIPRESS_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {
        **kept,
        "TWEIPRESS_DATA": str(folder),
        "TWEIPRESS_SECRET_KEY": KEY,
        "TWEIPRESS_RATE_FACTOR": "10000",  # all callers share a network
        "PYTHONPATH": str(ROOT),
        **variables,
    }


def fill(folder: Path, readers: int) -> None:
    """Make a site for so many readers."""
    for command in (
        [str(TWEIPRESS), "migrate"],
        [sys.executable, "-m", "bench.web.fill", str(readers)],
    ):
        subprocess.run(
            command, env=environment(folder), cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )


@contextmanager
def serving(source: Path, kind: Kind) -> Iterator[Server]:
    """Serve a copy of a filled site, and end it afterwards."""
    folder = Path(shutil.copytree(source, source.with_name(kind.name.replace(" ", "-"))))
    port = _free_port()
    variables = {"TWEIPRESS_PORT": str(port)}
    if kind.workers > 1:
        variables |= {"TWEIPRESS_TELLER": "process", "TWEIPRESS_WORKERS": str(kind.workers)}
    if not kind.has_bank:
        variables["DJANGO_SETTINGS_MODULE"] = WITHOUT_BANK
    with ExitStack() as stack:
        words = ["teller", "serve"] if kind.workers > 1 else ["serve"]
        started = [stack.enter_context(_running(folder, word, variables)) for word in words]
        _wait_for(port)
        yield Server(port, folder, tuple(process.pid for process in started))


@contextmanager
def _running(
    folder: Path, word: str, variables: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    with (
        (folder / f"{word}.log").open("w") as log,
        subprocess.Popen(
            [TWEIPRESS, word],
            env=environment(folder, **variables),
            cwd=ROOT,
            stdout=log,
            stderr=log,
        ) as process,
    ):
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE_S)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(port: int) -> None:
    ends_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends_s:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=60) as caller:
            caller.sendall(b"GET /health/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            if b" 200 " in caller.makefile("rb").readline():
                return
        time.sleep(0.1)
    raise TimeoutError(f"no site is well on port {port}")


def _family(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(number for child in children for number in _family(int(child)))]


def _pss_kib(process: int) -> int:
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(rollup.partition("\nPss:")[2].split()[0])

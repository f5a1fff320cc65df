"""`tweipress serve` as an operator starts it, on a site filled for the load."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Final

from harness.command import ROOT, environment
from harness.process import Process
from harness.site import Site

VARIABLES: Final = {
    "TWEIPRESS_SECRET_KEY": "a key that signs the tokens of every copy of this site",
    "TWEIPRESS_RATE_FACTOR": "10000",  # all callers share a network
    "PYTHONPATH": str(ROOT),
}


@dataclass(frozen=True)
class Kind:
    """A way to serve: with more than one worker the teller is a process."""

    name: str
    workers: int = 1


DEFAULT: Final = Kind("default settings")
TWO: Final = Kind("two workers", workers=2)


@dataclass(frozen=True)
class Server:
    """A running site: its port, its folder, and its processes."""

    port: int
    folder: Path
    processes: tuple[Process, ...]

    def memory_mib(self) -> float:
        """Return the memory of all its processes, shared pages counted once (PSS)."""
        return sum(map(_pss_kib, self.numbers)) / 1024

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of all its processes."""
        return tuple(number for process in self.processes for number in process.family)


def fill(folder: Path, readers: int) -> None:
    """Make a site for a number of readers."""
    site = Site(folder, VARIABLES)
    site.said("migrate")
    command = [sys.executable, "-m", "bench.web.fill", str(readers)]
    described = environment(site.data, **VARIABLES)
    subprocess.run(command, env=described, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def serving(source: Path, kind: Kind) -> Iterator[Server]:
    """Serve a copy of a filled site, and end it afterwards."""
    folder = Path(copytree(source, source.with_name(kind.name.replace(" ", "-"))))
    variables = dict(VARIABLES)
    if kind.workers > 1:
        variables |= {"TWEIPRESS_TELLER": "process", "TWEIPRESS_WORKERS": str(kind.workers)}
    site = Site(folder, variables)
    with ExitStack() as stack:
        started = [stack.enter_context(site.running("teller"))] if kind.workers > 1 else []
        server = stack.enter_context(site.serving(answering="/health/"))
        yield Server(server.port, site.data, (*started, server.process))


def _pss_kib(process: int) -> int:
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(rollup.partition("\nPss:")[2].split()[0])

"""Runs the yardstick beside the caller, and measures it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.web.planned import asked, write
from bench.web.rounds import Round, load
from harness.command import ROOT, environment
from harness.process import Process
from harness.site import answers, free_port

PATHS: Final = {"plain Django page": "/", "empty answer": "/empty/"}
BASE: Final = "plain Django page"
"""What former figures are multiples of: like a page of the product it is work of the processor in
Python, while an empty answer measures the callers as much as the server."""


@dataclass(frozen=True)
class Yardstick:
    """A running yardstick."""

    port: int
    folder: Path
    process: Process

    def measure(self, name: str, seconds: float) -> Round:
        """Ask for one of its two answers."""
        round_ = load(self.port, self.folder / name, self.process.family, seconds)
        assert set(round_.statuses) == {200}, round_.statuses
        return round_


@contextmanager
def laid_out(folder: Path) -> Iterator[Yardstick]:
    """Serve the yardstick from a folder, and end it afterwards."""
    folder.mkdir()
    for name, path in PATHS.items():
        write(folder / name, [asked(path)])
    port = free_port()
    described = environment(folder, PYTHONPATH=str(ROOT), YARDSTICK_FOLDER=str(folder))
    command = [sys.executable, "-m", "bench.web.yardstick.serve", str(port)]
    process = Process(command, described, ROOT, folder / "log")
    try:
        process.wait_until(lambda: answers(port))
        yield Yardstick(port, folder, process)
    finally:
        process.stop()

"""The load on a site: processes of callers that work and rest together."""

import json
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

from harness.process import PATIENCE_S
from tests.faults.callers.caller import RESTING
from tests.faults.machine.site import Site
from tests.house.tree import ROOT

MARGIN_S = 15
"""What a caller may take to end after the site has lost patience with it."""


class Way(NamedTuple):
    """How a process of callers reaches the site, with how many threads."""

    place: str
    threads: int
    think_ms: int


DIRECT, CUT, WEB = "direct", "cut", "web"
WAYS = (Way(DIRECT, 4, 4), Way(DIRECT, 3, 4), Way(CUT, 3, 4), Way(WEB, 2, 10))


class Load:
    """Callers in several processes, and what they wrote into their diaries."""

    def __init__(
        self, site: Site, ways: tuple[Way, ...] = WAYS, patience_s: float = PATIENCE_S
    ) -> None:
        """Start the processes; they wait for the first round, and are waited for so long."""
        self._site = site
        self._ways = ways
        self._patience_s = patience_s + MARGIN_S
        self._folder = site.ground.folder / f"diaries-{site.port}"
        self._folder.mkdir()
        self._processes = [self._start(number) for number in range(len(ways))]
        self._read: dict[Path, int] = {}
        self._round = ("", 0)

    def numbers(self, place: str) -> list[int]:
        """Return which processes reach the site at a place."""
        return [number for number, way in enumerate(self._ways) if way.place == place]

    def work(self, seed: str, number: int) -> None:
        """Let everybody ask."""
        self._round = (seed, number)
        for process in self._processes:
            _tell(process, f"work {seed} {number}")

    def rest(self, word: str = "rest") -> list[str]:
        """End the round; return who was not done in time."""
        for process in self._processes:
            _tell(process, word)
        late = []
        ends_s = time.monotonic() + self._patience_s
        for number, process in enumerate(self._processes):
            assert process.stdout is not None
            ready, _, _ = select.select([process.stdout], [], [], max(ends_s - time.monotonic(), 0))
            if not ready or process.stdout.readline().strip() != RESTING.encode():
                late.append(f"caller {number} did not come to rest")
        return late

    def finish(self) -> list[str]:
        """Let everybody ask until nothing is left open; return who was not done in time."""
        return self.rest("finish")

    def kill(self, number: int) -> None:
        """Kill a process of callers at its work; another takes its place at the next round."""
        _end(self._processes[number])
        self._processes[number] = self._start(number)
        _tell(self._processes[number], "work {} {}".format(*self._round))

    def diaries(self) -> list[dict[str, Any]]:
        """Return what was written since the last time; a line that a kill cut off is no line."""
        lines: list[dict[str, Any]] = []
        for path in sorted(self._folder.iterdir()):
            with path.open("rb") as diary:
                diary.seek(self._read.get(path, 0))
                lines += [json.loads(line) for line in diary if line.endswith(b"\n")]
                self._read[path] = diary.tell()
        return lines

    def wait(self) -> None:
        """Wait until all have started."""
        assert self.rest() == [], "the callers do not start"

    def stop(self) -> None:
        """End the processes."""
        for process in self._processes:
            _end(process)

    def _start(self, number: int) -> subprocess.Popen[bytes]:
        way = self._ways[number]
        places = {
            DIRECT: ["--socket", str(self._site.socket)],
            CUT: ["--socket", str(self._site.cut_socket)],
            WEB: ["--port", str(self._site.port)],
        }
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.faults.callers.caller", *places[way.place]),
                *("--data", str(self._site.ground.data), "--number", str(number + 1)),
                *("--diary", str(self._folder / f"{number}"), "--threads", str(way.threads)),
                *("--think-ms", str(way.think_ms)),
            ],
            cwd=ROOT,
            env=self._site.ground.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._site.log,
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    with process:
        process.kill()


def _tell(process: subprocess.Popen[bytes], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line.encode() + b"\n")
    process.stdin.flush()

"""Sends a round of requests from a process of its own, and weighs what it cost the site."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from harness.command import ROOT

CLIENTS: Final = 32
MS_PER_S: Final = 1_000


@dataclass(frozen=True)
class Round:
    """The timings of one round of callers."""

    per_s: float
    waits_ms: tuple[float, ...]
    cpu_ms: float
    """What a request took of the processors, in the processes of the site."""
    octets: float
    """What an answer measured, with its head."""
    statuses: dict[int, int]
    callers_cpu: float
    """How much of a processor the callers took."""

    @property
    def requests(self) -> int:
        """Return how many were answered."""
        return len(self.waits_ms)


def load(
    port: int, plan: Path, processes: Iterable[int], seconds: float, first: int = 0, count: int = 0
) -> Round:
    """Let clients send lines of a plan (load.py says which), and look at the site's processes."""
    numbers = tuple(processes)
    words = (port, plan, first, count, CLIENTS, seconds)
    command = [sys.executable, "-m", "bench.web.load", *map(str, words)]
    used_s = cpu_s(numbers)
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    used_s = cpu_s(numbers) - used_s
    told: dict[str, Any] = json.loads(done.stdout)
    elapsed_s, requests = told["elapsed_s"], len(told["waits_s"])
    assert requests, f"{plan.name} has no line {first}"
    return Round(
        per_s=requests / elapsed_s,
        waits_ms=tuple(wait_s * MS_PER_S for wait_s in told["waits_s"]),
        cpu_ms=used_s * MS_PER_S / requests,
        octets=told["octets"] / requests,
        statuses={int(status): number for status, number in told["statuses"].items()},
        callers_cpu=told["cpu_s"] / elapsed_s,
    )


def cpu_s(processes: Iterable[int]) -> float:
    """Return the processor time that processes have taken so far."""
    ticks = 0
    for number in processes:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])  # utime and stime, 14 and 15 from the beginning
    return ticks / os.sysconf("SC_CLK_TCK")

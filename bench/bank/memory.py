"""Benchmark of a teller's memory: a million members known, ten thousand of them active.

The teller runs in its own process, like `tweipress teller`, so that no other memory is counted:
`python -m bench.bank.memory FILE ACTIVE COMMENTS LIKES` is that process.
"""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

import django

from bench.bank.databases import Database, scratch
from bench.bank.peers.peer import LIKES
from bench.bank.stage import SMALL, WHOLE, Stage, lay_down
from bench.frame.samples import figure
from bench.frame.section import Claim, Section, Table
from harness.command import ROOT

KNOWN: Final = 1_000_000
SHORT_KNOWN: Final = 2_000
LIKES_EACH: Final = 3
"""How often every active member acts. A duration would leave most members out on a slow machine."""
ROUND_S: Final = 0.5
CALLERS: Final = 64
MIB: Final = 1024 * 1024
KIB_PER_MIB: Final = 1024
TARGET_MIB: Final = 500


def run(*, short: bool) -> Section:
    """Let a teller on SQLite work for the active members, and measure its memory."""
    active = SMALL if short else WHOLE
    known = replace(active, readers=SHORT_KNOWN if short else KNOWN)
    with scratch(postgresql=False) as shelf:
        books = lay_down(shelf, known, "known")
        command = (books.name, active.readers, active.comments, LIKES_EACH * active.readers)
        printed = subprocess.run(
            [sys.executable, "-m", "bench.bank.memory", *map(str, command)],
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
    figures = json.loads(printed)
    table = Table(
        "Memory of a teller",
        f"Resident, {figure(known.readers)} members known, {figure(active.readers)} active.",
        ("when", "MiB"),
        (
            ("it leads, and nobody has asked for anything", figure(figures["started_mib"])),
            (f"after {figure(figures['acts'])} likes", figure(figures["worked_mib"])),
            ("the most it ever took", figure(figures["most_mib"])),
        ),
    )
    most_mib = figures["most_mib"]
    measured, reached = f"{figure(most_mib)} MiB", most_mib <= TARGET_MIB
    claim = Claim("memory of the teller", f"≤ {TARGET_MIB} MiB", measured, reached)
    return Section("Memory", (table,), (claim,))


def main(file: str, readers: str, comments: str, likes: str) -> None:
    """Run as the process that is measured."""
    from bench.bank.peers.teller import OurTeller  # noqa: PLC0415  # when Django is set up

    books = Database("weighed", file)
    books.introduce()
    teller = OurTeller(books, Stage(int(readers), int(comments), 1), LIKES)
    started_mib = _resident_mib()
    acts, wanted = 0, int(likes)
    while acts < wanted:
        acts += teller.run(CALLERS, ROUND_S).acts
    worked_mib = _resident_mib()
    teller.close()
    figures = {"acts": acts, "started_mib": started_mib, "worked_mib": worked_mib}
    print(json.dumps({**figures, "most_mib": _most_mib()}))


def _resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MIB


def _most_mib() -> float:
    """Return the peak of resident memory; getrusage would count the parent process too."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    line = next(line for line in lines if line.startswith("VmHWM:"))
    return int(line.split()[1]) / KIB_PER_MIB


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])

"""Benchmark of requests over real HTTP: pages and acts, against the same of a former version.

The former figures are multiples of a yardstick (yardstick/, shipped.py), which is measured beside
every cell of this run. SQLite, 10 000 readers, connections kept open, acts durable when answered.
BENCH_LOAD_S in the environment prolongs the load after which memory is measured.
"""

import os
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Final

from bench.frame.section import Section
from bench.web.cells import Cell, Found, Measured
from bench.web.claims import claims, memory_claims
from bench.web.requests import REQUESTS, Request
from bench.web.rounds import Round, load
from bench.web.server import DEFAULT, TWO, Kind, Server, fill, serving
from bench.web.tables import NOTES, bars, memory_table, requests_table, summary, yardstick_table
from bench.web.yardstick.running import BASE, Yardstick, laid_out

READERS: Final = 10_000
ROUNDS: Final = 5
SECONDS: Final = 2.0
YARD_S: Final = 1.0
SHORT_READERS: Final = 200
SHORT_SECONDS: Final = 0.2
LIKES: Final = next(request for request in REQUESTS if request.plan == "likes")
LIKES_BEFORE: Final = 300
"""They make a full page of the statements that are asked for."""
LOAD_S_IN: Final = "BENCH_LOAD_S"


def run(*, short: bool) -> Section:
    """Measure every request on every kind of server, in rounds."""
    with tempfile.TemporaryDirectory(prefix="tweipress-bench-") as folder, ExitStack() as stack:
        source = Path(folder) / "filled"
        source.mkdir()
        fill(source, SHORT_READERS if short else READERS)
        rest_mib = {kind: _at_rest_mib(source, kind) for kind in (DEFAULT, TWO)}
        yardstick = stack.enter_context(laid_out(Path(folder) / "yardstick"))
        servers = {kind: stack.enter_context(serving(source, kind)) for kind in rest_mib}
        run_ = Run(yardstick, servers, rounds=1 if short else ROUNDS, is_short=short)
        run_.measure()
        run_.go_on(float(os.environ.get(LOAD_S_IN, "0")))
        loaded_mib = {kind: server.memory_mib() for kind, server in servers.items()}
    measured = Measured(run_.by_cell, run_.yards, rest_mib, loaded_mib, run_.loaded_s)
    return Section(
        "HTTP",
        (requests_table(measured), yardstick_table(measured), memory_table(measured)),
        (*claims(measured), *memory_claims(measured)),
        NOTES,
        tuple(bars(measured)),
        summary(measured),
    )


@dataclass
class Run:
    """The rounds of a run: servers are loaded in turn, and the yardstick before each request."""

    yardstick: Yardstick
    servers: dict[Kind, Server]
    rounds: int
    is_short: bool
    by_cell: Found = field(default_factory=dict)
    yards: dict[str, list[Round]] = field(default_factory=dict)
    loaded_s: float = 0

    def measure(self) -> None:
        """Measure pages in rounds, then acts, whose comments and likes would lengthen the pages."""
        for server in self.servers.values():
            self._fill_statements(server)
        for are_acts in (False, True):
            some = [request for request in REQUESTS if request.is_once is are_acts]
            for number in range(self.rounds):
                self._yard("empty answer")
                for request in some:
                    self._measure(request, number)

    def _measure(self, request: Request, number: int) -> None:
        yard = self._yard(BASE)
        for kind, server in self.servers.items():
            got = self._load(server, request, number)
            self.by_cell.setdefault((kind, request), []).append(Cell(got, yard.per_s))

    def _fill_statements(self, server: Server) -> None:
        """Send the last likes of the plan, which no round comes to."""
        plan = server.folder / LIKES.plan
        lines = len(plan.read_bytes().splitlines())
        first = max(lines - LIKES_BEFORE, 0)
        load(server.port, plan, server.numbers, SECONDS, first, LIKES_BEFORE)

    def go_on(self, seconds: float) -> None:
        """Ask for pages, whose requests do not run out, until the load has lasted so long."""
        pages = cycle([request for request in REQUESTS if not request.is_once])
        while self.loaded_s < seconds:
            request = next(pages)
            for server in self.servers.values():
                self._load(server, request, 0)

    def _yard(self, name: str) -> Round:
        got = self.yardstick.measure(name, SHORT_SECONDS if self.is_short else YARD_S)
        self.yards.setdefault(name, []).append(got)
        return got

    def _load(self, server: Server, request: Request, number: int) -> Round:
        plan, count = server.folder / request.plan, 0
        if request.is_once:  # a round has its share of the lines, whichever the rate
            count = len(plan.read_bytes().splitlines()) // self.rounds
        seconds = SHORT_SECONDS if self.is_short else SECONDS
        begun_s = perf_counter()
        got = load(server.port, plan, server.numbers, seconds, count * number, count)
        self.loaded_s += (perf_counter() - begun_s) / len(self.servers)
        assert set(got.statuses) == {request.status}, (request.name, got.statuses)
        return got


def _at_rest_mib(source: Path, kind: Kind) -> float:
    """Return the memory of a server while no other one shares its pages."""
    with serving(source, replace(kind, name=f"{kind.name} at rest")) as server:
        return server.memory_mib()

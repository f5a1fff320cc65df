"""Benchmark of likes and Pluses over real HTTP, compared with the same requests without the bank.

Signed in, with session and CSRF token, acknowledged and durable, 32 connections kept open; SQLite.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Final

from bench.frame.samples import Samples, figure, percentile
from bench.frame.section import Claim, Section, Table
from bench.web.rounds import CLIENTS, Round, load
from bench.web.server import Kind, Server, fill, serving

READERS: Final = 10_000
ROUNDS: Final = 5
SECONDS: Final = 2.0
SHORT_READERS: Final = 200
SHORT_SECONDS: Final = 0.2
GHOST_PER_S: Final = 127
SHARE: Final = 0.5
TIMES: Final = 5
REST_MIB: Final = 180
THREAD: Final = Kind("teller in a thread")
PROCESS: Final = Kind("teller in a process and two workers", workers=2)
WITHOUT: Final = Kind("one worker without the bank", has_bank=False)
WITHOUT_TWO: Final = Kind("two workers without the bank", workers=2, has_bank=False)
PEER: Final = {THREAD: WITHOUT, PROCESS: WITHOUT_TWO}
WORKS: Final = {"like": ("likes", 303), "Plus": ("pluses", 303)}

Found = dict[tuple[Kind, str], list[Round]]


def run(*, short: bool) -> Section:
    """Measure every kind of work on every kind of server, in rounds."""
    by_cell: Found = {}
    with tempfile.TemporaryDirectory(prefix="tweipress-bench-") as folder, ExitStack() as stack:
        source = Path(folder) / "filled"
        source.mkdir()
        fill(source, SHORT_READERS if short else READERS)
        kinds = (THREAD, WITHOUT) if short else (THREAD, WITHOUT, PROCESS, WITHOUT_TWO)
        rest_mib = {kind: _at_rest_mib(source, kind) for kind in PEER}
        servers = {kind: stack.enter_context(serving(source, kind)) for kind in kinds}
        sent: dict[tuple[Kind, str], int] = {}
        for _ in range(1 if short else ROUNDS):
            for work in WORKS:
                for kind, server in servers.items():
                    seconds = SHORT_SECONDS if short else SECONDS
                    by_cell.setdefault((kind, work), []).append(
                        _round(kind, server, work, seconds, sent)
                    )
    table = Table("Acts over HTTP", ABOUT, COLUMNS, tuple(_rows(by_cell)))
    memory = Table("Memory at rest", ABOUT_REST, ("server", "MiB"), tuple(_rests(rest_mib)))
    light = Claim(
        "memory of the whole site at rest",
        f"≤ {REST_MIB} MiB",
        f"{figure(rest_mib[THREAD])} MiB",
        rest_mib[THREAD] <= REST_MIB,
    )
    return Section("HTTP", (table, memory), (*_claims(by_cell), light), NOTES)


ABOUT: Final = f"{CLIENTS} clients, requests a second, and what a client waits, in ms."
ABOUT_REST: Final = "All processes of a site that has answered once; shared pages count once (PSS)."
COLUMNS: Final = ("request", "server", "requests/s", "p50", "p99", "of the same without the bank")
NOTES: Final = (
    """Without the bank, the request is the same (session, CSRF token, queries, answer), but
`bank.do` only returns a receipt. Servers run side by side and are loaded in turn. The
callers are a process of their own and share the two cores with the site.""",
    f"""Ghost's likes, {GHOST_PER_S}/s, were measured elsewhere, on a similar machine: a figure for
comparison, not a peer in this run.""",
)


def _round(
    kind: Kind, server: Server, work: str, seconds: float, sent: dict[tuple[Kind, str], int]
) -> Round:
    plan, wanted = WORKS[work]
    file = server.folder / plan
    count = len(file.read_text(encoding="ascii").splitlines()) // ROUNDS
    first = sent.get((kind, plan), 0)
    round_ = load(server.port, file, server.numbers, seconds, first, count)
    assert set(round_.statuses) == {wanted}, round_.statuses
    sent[kind, plan] = first + count
    return round_


def _rate(rounds: list[Round]) -> Samples:
    return Samples(tuple(round_.per_s for round_ in rounds))


def _rows(by_cell: Found) -> Iterator[tuple[str, ...]]:
    for (kind, work), rounds in sorted(
        by_cell.items(), key=lambda cell: (cell[0][1], cell[0][0].name)
    ):
        waits_ms = [wait_ms for round_ in rounds for wait_ms in round_.waits_ms]
        peer = PEER.get(kind)
        share = f"{_share(by_cell, kind, work):.0%}" if peer else ""
        figures = (str(_rate(rounds)), figure(percentile(waits_ms, 50)))
        yield (work, kind.name, *figures, figure(percentile(waits_ms, 99)), share)


def _at_rest_mib(source: Path, kind: Kind) -> float:
    """Return the memory of a server while no other one shares its pages."""
    with serving(source, replace(kind, name=f"{kind.name} at rest")) as server:
        return server.memory_mib()


def _rests(rest_mib: Mapping[Kind, float]) -> Iterator[tuple[str, ...]]:
    for kind, mib in rest_mib.items():
        yield (kind.name, figure(mib))


def _share(by_cell: Mapping[tuple[Kind, str], list[Round]], kind: Kind, work: str) -> float:
    return _rate(by_cell[kind, work]).median / _rate(by_cell[PEER[kind], work]).median


def _claims(by_cell: Found) -> Iterator[Claim]:
    for work in WORKS:
        kinds = [kind for kind in PEER if (kind, work) in by_cell]
        for kind in kinds:
            share = _share(by_cell, kind, work)
            name = f"{work}, {kind.name}, of the same without the bank"
            yield Claim(name, f"≥ {SHARE:.0%}", f"{share:.0%}", share >= SHARE)
        best = max(_rate(by_cell[kind, work]).median for kind in kinds)
        times = best / GHOST_PER_S
        target = f"≥ {TIMES} × {GHOST_PER_S}/s (Ghost's likes, elsewhere)"
        yield Claim(f"{work}, requests/s", target, f"{figure(best)}, {times:.1f} ×", times >= TIMES)

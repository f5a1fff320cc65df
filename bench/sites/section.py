"""Benchmark of Tweipress beside Ghost and WordPress: pages, likes and comments over real HTTP."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from bench.frame.samples import Samples, figure, percentile
from bench.frame.section import Claim, Section, Table
from bench.sites import tweipress
from bench.sites.ghost.serving import serving as ghost
from bench.sites.peers import GHOST, PEERS, WORDPRESS, set_up
from bench.sites.running import COMMENT, HOT, LIKE, PAGE, SIGNED_IN, WORKS, Running
from bench.sites.stage import Stage
from bench.sites.wordpress.serving import serving as wordpress
from bench.web.rounds import CLIENTS, Round, load

READERS: Final = 5_000
ROUNDS: Final = 5
SECONDS: Final = 2.0
WARM_S: Final = 1.0
"""What is compiled or kept at the first requests is so before rounds begin."""
SHORT_READERS: Final = 100
SHORT_SECONDS: Final = 0.2
TIMES: Final = {HOT: 5, PAGE: 5, SIGNED_IN: 5, LIKE: 5, COMMENT: 3}
PAGES: Final = (HOT, PAGE, SIGNED_IN)
SERVING: Final = {GHOST: ghost, WORDPRESS: wordpress}
Found = dict[tuple[str, str], list[Round]]
"""The rounds of each site and kind of work."""


def run(*, short: bool) -> Section:
    """Set up the peers, unless it is short, and load all sites in turn."""
    skipped = {peer: set_up(peer, may_fetch=not short) for peer in PEERS}
    stage = Stage(SHORT_READERS if short else READERS)
    rounds: Found = {}
    with tempfile.TemporaryDirectory(prefix="tweipress-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        sites = [stack.enter_context(tweipress.serving(folder / "tweipress", stage))]
        sites += [
            stack.enter_context(SERVING[peer](folder / f"peer-{number}", stage))
            for number, peer in enumerate(PEERS)
            if skipped[peer] is None
        ]
        _load(sites, rounds, short=short)
    rows = [row for work in WORKS for row in _rows(work, rounds, sites)]
    rows += [
        (peer.name, "", f"skipped: {why}", "", "", "", "") for peer, why in skipped.items() if why
    ]
    table = Table("Beside Ghost and WordPress", ABOUT, COLUMNS, tuple(rows))
    claims = tuple(claim for site in sites[1:] for claim in _claims(site.name, rounds))
    return Section("Beside other publishing systems", (table,), claims, NOTES)


ABOUT: Final = f"""{CLIENTS} clients; the same articles, comments and members; default settings of
each. CPU is of all processes that serve the site."""
COLUMNS: Final = (
    *("request", "site", "requests/s", "CPU ms", "p50 ms", "p99 ms"),
    "Tweipress, times as many",
)
NOTES: Final = (
    """Tweipress runs with one worker and SQLite; Ghost on SQLite in write-ahead mode, which spares
it a database server; WordPress on PHP-FPM with five children and opcache, nginx and MariaDB. Caches
are as each ships: Tweipress keeps a visitor's page for a second, Ghost and WordPress keep none.""",
    """Ghost is spared showing comments, which its page fetches by further requests, and mail to the
author; WordPress mail, its timetable and every request to the outside. WordPress's limit on quick
comments, its check for double ones and the moderation of first ones are switched off, as are
Tweipress's limits a network. A like moves Twei on Tweipress; WordPress has no likes of its own.""",
    """All sites run side by side and are loaded in turn, by callers in a process of their own that
share the cores with them.""",
)


def _load(sites: list[Running], rounds: Found, *, short: bool) -> None:
    """Load every site with every kind of work, in alternating rounds."""
    number = 1 if short else ROUNDS
    seconds = SHORT_SECONDS if short else SECONDS
    for site in sites if not short else ():
        for work in PAGES:
            load(site.port, site.plans[work][0], site.numbers, WARM_S)
    for turn in range(number):
        for work in WORKS:
            for site in sites:
                if work in site.plans:
                    rounds.setdefault((site.name, work), []).append(
                        _round(site, work, seconds, turn)
                    )


def _round(site: Running, work: str, seconds: float, turn: int) -> Round:
    plan, good = site.plans[work]
    lines = len(plan.read_text(encoding="ascii").splitlines()) // ROUNDS
    first, count = (0, 0) if work in PAGES else (turn * lines, lines)
    round_ = load(site.port, plan, site.numbers, seconds, first, count)
    assert set(round_.statuses) == {good}, (site.name, work, round_.statuses)
    return round_


def _rate(rounds: list[Round]) -> Samples:
    return Samples(tuple(round_.per_s for round_ in rounds))


def _rows(work: str, rounds: Found, sites: list[Running]) -> Iterator[tuple[str, ...]]:
    for site in sites:
        if done := rounds.get((site.name, work)):
            waits_ms = [wait_ms for round_ in done for wait_ms in round_.waits_ms]
            yield (
                *(work, site.name, str(_rate(done))),
                figure(Samples(tuple(round_.cpu_ms for round_ in done)).median),
                *(figure(percentile(waits_ms, 50)), figure(percentile(waits_ms, 99))),
                "" if site is sites[0] else f"{_times(site.name, work, rounds):.1f} ×",
            )


def _times(peer: str, work: str, rounds: Found) -> float:
    """Return how many times as many requests Tweipress answers."""
    ours = _rate(rounds[tweipress.NAME, work]).median
    return ours / _rate(rounds[peer, work]).median


def _claims(peer: str, rounds: Found) -> Iterator[Claim]:
    for work, least in TIMES.items():
        if (peer, work) in rounds:
            times = _times(peer, work, rounds)
            yield Claim(f"{work}, beside {peer}", f"≥ {least} ×", f"{times:.1f} ×", times >= least)

"""Benchmark of Tweipress beside Ghost and WordPress: pages, likes and comments over real HTTP."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from bench.frame.section import Section
from bench.sites import tweipress
from bench.sites.fetching.commands import reason
from bench.sites.fetching.place import MissingError
from bench.sites.ghost.serving import serving as ghost
from bench.sites.peers import GHOST, PEERS, WORDPRESS, set_up
from bench.sites.running import Running
from bench.sites.stage import Stage
from bench.sites.tables import NOTES, WORKS, Found, bars, claims, table
from bench.sites.wordpress.serving import serving as wordpress
from bench.web.requests import Request
from bench.web.rounds import Round, load

READERS: Final = 10_000
ROUNDS: Final = 5
SECONDS: Final = 2.0
WARM_S: Final = 1.0
"""What is compiled or kept at the first requests is so before rounds begin."""
SHORT_READERS: Final = 100
SHORT_SECONDS: Final = 0.2
SERVING: Final = {GHOST: ghost, WORDPRESS: wordpress}


def run(*, short: bool) -> Section:
    """Set up the peers, unless it is short, and load all sites in turn."""
    skipped = {peer: set_up(peer, may_fetch=not short) for peer in PEERS}
    stage = Stage(SHORT_READERS if short else READERS)
    rounds: Found = {}
    with tempfile.TemporaryDirectory(prefix="tweipress-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        sites = [stack.enter_context(tweipress.serving(folder / "tweipress", stage))]
        for peer in PEERS:
            if skipped[peer] is None:
                try:
                    serving = SERVING[peer](folder / peer.folder().name, stage)
                    sites.append(stack.enter_context(serving))
                except (AssertionError, MissingError) as failure:  # no reason to lose a long run
                    skipped[peer] = f"does not start: {reason(str(failure))}"
        _load(sites, rounds, short=short)
    reasons = {peer.name: why for peer, why in skipped.items() if why}
    return Section(
        "Beside other publishing systems",
        (table(rounds, reasons),),
        tuple(claims(rounds)),
        NOTES,
        tuple(bars(rounds)),
    )


def _load(sites: list[Running], rounds: Found, *, short: bool) -> None:
    """Load every site with every kind of work, in alternating rounds."""
    number, seconds = (1, SHORT_SECONDS) if short else (ROUNDS, SECONDS)
    for site in sites if not short else ():
        for work in WORKS:
            if not work.is_once:
                _round(site, work, WARM_S, (0, number))
    for turn in range(number):
        for work in WORKS:
            for site in sites:
                if work.plan in site.plans:
                    done = _round(site, work, seconds, (turn, number))
                    rounds.setdefault((site.name, work), []).append(done)


def _round(site: Running, work: Request, seconds: float, turn: tuple[int, int]) -> Round:
    """Send pages again and again, or a turn's share of the acts, and see that all is well."""
    plan, good = site.plans[work.plan]
    share = len(plan.read_bytes().splitlines()) // turn[1] if work.is_once else 0
    got = load(site.port, plan, site.numbers, seconds, turn[0] * share, share)
    assert set(got.statuses) == {good}, (site.name, work.name, got.statuses)
    return got

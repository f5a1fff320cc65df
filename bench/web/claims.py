"""What the web section claims: multiples of the figures as shipped, waits, and memory."""

from collections.abc import Iterator
from typing import Final

from bench.frame.samples import figure
from bench.frame.section import Claim
from bench.web.cells import Measured
from bench.web.requests import REQUESTS
from bench.web.server import DEFAULT, TWO, Kind

TAIL: Final = 4
REST_MIB: Final = 180
LOADED_MIB: Final = 300
S_PER_MIN: Final = 60


def claims(measured: Measured) -> Iterator[Claim]:
    """Yield the targets of rates, then of waits."""
    for kind in (DEFAULT, TWO):
        for request in REQUESTS:
            target = request.times if kind == DEFAULT else request.times_of_two
            if target is not None:
                times = measured.times(kind, request)
                name = f"{request.name}, {kind.name}, of the rate as shipped"
                reached = times.median >= target
                yield Claim(name, f"≥ {target:g} ×", f"{times} ×", reached)
    for kind in (DEFAULT, TWO):
        yield _tail_claim(measured, kind)


def _tail_claim(measured: Measured, kind: Kind) -> Claim:
    worst = max(REQUESTS, key=lambda request: measured.tail(kind, request))
    tail = measured.tail(kind, worst)
    name = f"p99 of the p50, {kind.name}, worst of all requests"
    return Claim(name, f"< {TAIL} ×", f"{figure(tail)} × ({worst.name})", tail < TAIL)


def memory_claims(measured: Measured) -> Iterator[Claim]:
    """Yield the targets of memory, with default settings."""
    loaded = f"after {figure(measured.loaded_s / S_PER_MIN)} min of load"
    for when, mib, most in (
        ("at rest", measured.rest_mib[DEFAULT], REST_MIB),
        (loaded, measured.loaded_mib[DEFAULT], LOADED_MIB),
    ):
        name = f"memory of the whole site {when}"
        yield Claim(name, f"≤ {most} MiB", f"{figure(mib)} MiB", mib <= most)

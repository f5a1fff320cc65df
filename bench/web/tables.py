"""The web section's tables, its notes, its bars, and what the README quotes."""

from collections.abc import Iterator
from typing import Final

from bench.frame.samples import Samples, figure
from bench.frame.section import Bar, Table
from bench.web.cells import Measured
from bench.web.requests import COMPARED, REQUESTS, Request
from bench.web.rounds import CLIENTS
from bench.web.server import DEFAULT, TWO, Kind
from bench.web.shipped import COMMIT, HOW
from bench.web.yardstick.running import BASE

KINDS: Final = (DEFAULT, TWO)
COLUMNS: Final = (
    *("request", "server", "requests/s", "of the rate as shipped"),
    *("CPU ms", "p50, ms", "p99, ms", "kB"),
)
NOTES: Final = (
    f"""Default settings are one worker with the teller in a thread; two workers have a teller in
a process. Each of {CLIENTS} clients sends its next request when the last one is answered; they are
a process of their own and share the cores with the site. CPU ms are of all the site's processes,
waits are medians of the rounds' percentiles, kB those of an answer with its head, gzipped.
Signed-in pages are asked for by 10 000 members in turn, statements by the six with most entries;
acts are sent once each, and durable when answered. A visitor's article is one that everybody reads,
or 200 in turn.""",
    f"""As shipped is commit {COMMIT}, measured once on two cores with default settings,
{HOW}. Its figures are kept as multiples of the yardstick's {BASE}, and a rate of this run is
compared with that multiple of the {BASE} beside it. That is the base since it is work
in Python like the product's pages; the empty answer takes the callers as much time as the
server.""",
)


def requests_table(measured: Measured) -> Table:
    """Return a row for each request on each kind of server."""
    rows = tuple(_row(measured, kind, request) for request in REQUESTS for kind in KINDS)
    about = f"{CLIENTS} clients, requests a second, and what a client waits."
    return Table("Requests over HTTP", about, COLUMNS, rows)


def _row(measured: Measured, kind: Kind, request: Request) -> tuple[str, ...]:
    octets = measured.by_cell[kind, request][0].round.octets
    return (
        *(request.name, kind.name, str(measured.rate(kind, request))),
        f"{measured.times(kind, request)} ×",
        figure(measured.cpu_ms(kind, request)),
        *(figure(measured.wait_ms(kind, request, hundredths)) for hundredths in (50, 99)),
        figure(octets / 1_000),
    )


def yardstick_table(measured: Measured) -> Table:
    """Return the rates of the yardstick's two answers."""
    about = "One worker with one thread, by the same server, in the same rounds."
    rows = tuple(
        (
            name,
            str(Samples(tuple(round_.per_s for round_ in rounds))),
            figure(Samples(tuple(round_.cpu_ms for round_ in rounds)).median),
        )
        for name, rounds in measured.yards.items()
    )
    return Table("The yardstick", about, ("answer", "requests/s", "CPU ms"), rows)


def memory_table(measured: Measured) -> Table:
    """Return the memory of each kind of server, before and after."""
    about = (
        "All processes of a site; shared pages count once (PSS). At rest, it has answered once and"
        f" is served alone; the load lasted {figure(measured.loaded_s)} s for each."
    )
    rows = tuple(
        (kind.name, figure(measured.rest_mib[kind]), figure(measured.loaded_mib[kind]))
        for kind in KINDS
    )
    return Table("Memory", about, ("server", "at rest, MiB", "after the load, MiB"), rows)


def bars(measured: Measured) -> Iterator[Bar]:
    """Yield our bars of the chart."""
    for request in COMPARED:
        for kind in reversed(KINDS):
            rate = measured.rate(kind, request).median
            yield Bar(request.name, f"Tweipress, {kind.name}", rate)


def summary(measured: Measured) -> Table:
    """Return the README's table: rates and waits of both kinds of server."""
    rows = tuple(
        (
            request.name,
            *(figure(measured.rate(kind, request).median) for kind in KINDS),
            figure(measured.cpu_ms(DEFAULT, request)),
            *(figure(measured.wait_ms(DEFAULT, request, hundredths)) for hundredths in (50, 99)),
        )
        for request in REQUESTS
        if request.times is not None
    )
    columns = (
        *("request", "requests/s, default settings", "two workers and a teller"),
        *("CPU ms", "p50, ms", "p99, ms"),
    )
    about = f"{CLIENTS} clients on the same machine; acts are durable when answered."
    return Table("Requests", about, columns, rows)

"""The table, claims and bars of sites that were loaded in turn, Tweipress first."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bench.frame.samples import Samples, figure, percentile
from bench.frame.section import Bar, Claim, Table
from bench.sites.running import COMMENT, HOT, LIKE, PAGE, SIGNED_IN
from bench.sites.tweipress import NAME
from bench.web.requests import COMPARED, REQUESTS, Request
from bench.web.rounds import CLIENTS, Round

LEAST: Final = {HOT: 5, PAGE: 5, SIGNED_IN: 5, LIKE: 5, COMMENT: 3}
"""How many times as many requests as a peer Tweipress has to answer."""
WORKS: Final = tuple(request for request in REQUESTS if request.plan in LEAST)
Found = dict[tuple[str, Request], list[Round]]
"""The rounds of each site and kind of work."""
ABOUT: Final = f"""{CLIENTS} clients on the same texts, comments and members; CPU of all processes
that serve a site."""
COLUMNS: Final = (
    *("request", "site", "requests/s", "CPU ms", "p50, ms", "p99, ms", "kB"),
    "Tweipress, times as many",
)
NOTES: Final = (
    """Each site is as it ships: Tweipress with default settings, on SQLite; Ghost in production, on
SQLite with a write-ahead log (its pages took more of the processors with MariaDB); WordPress on
PHP-FPM with opcache and five children, behind nginx, on MariaDB, all of Debian's packages. So are
caches of pages: Tweipress keeps a visitor's page for a second, the others keep none.""",
    """Tweipress and WordPress show an article's comments on its page; Ghost is spared that, since a
script fetches them by further requests. Ghost and WordPress are spared mail, and what they ask of
the outside; WordPress its timetable as well. WordPress's limit on quick comments, its check for
double ones and the moderation of first ones are off, and Tweipress's limits on a network are high.
A like moves Twei between members on Tweipress, and counts on Ghost; WordPress has no likes.""",
    """All sites run at once and are loaded in turn, by callers in a process of their own that
shares the cores with them. A peer that could not be set up has a row that says why.""",
)


def table(rounds: Found, skipped: Mapping[str, str]) -> Table:
    """Return a row for each kind of work on each site, and for each peer that is not there."""
    rows = [_row(site, work, rounds) for site, work in rounds]
    rows.sort(key=lambda row: [work.name for work in WORKS].index(row[0]))
    blank = ("",) * (len(COLUMNS) - 3)
    rows += [("all", name, f"skipped: {why}", *blank) for name, why in skipped.items()]
    return Table("Beside Ghost and WordPress", ABOUT, COLUMNS, tuple(rows))


def claims(rounds: Found) -> Iterator[Claim]:
    """Yield how many times as many requests as each peer Tweipress answers."""
    for site, work in rounds:
        if site != NAME:
            times, least = _times(site, work, rounds), LEAST[work.plan]
            name = f"{work.name}, beside {site}"
            yield Claim(name, f"≥ {least} ×", f"{figure(times)} ×", times >= least)


def bars(rounds: Found) -> Iterator[Bar]:
    """Yield the peers' bars of the chart; the web section yields our own."""
    for site, work in rounds:
        if site != NAME and work in COMPARED:
            yield Bar(work.name, site, _of(rounds[site, work], lambda done: done.per_s).median)


def _row(site: str, work: Request, rounds: Found) -> tuple[str, ...]:
    done = rounds[site, work]
    waits = (
        figure(_of(done, lambda got: percentile(got.waits_ms, 50)).median),
        figure(_of(done, lambda got: percentile(got.waits_ms, 99)).median),
    )
    return (
        *(work.name, site, str(_of(done, lambda got: got.per_s))),
        figure(_of(done, lambda got: got.cpu_ms).median),
        *waits,
        figure(done[0].octets / 1_000),
        "" if site == NAME else f"{figure(_times(site, work, rounds))} ×",
    )


def _times(peer: str, work: Request, rounds: Found) -> float:
    ours, theirs = (_of(rounds[site, work], lambda got: got.per_s) for site in (NAME, peer))
    return ours.median / theirs.median


def _of(rounds: list[Round], what: Callable[[Round], float]) -> Samples:
    return Samples(tuple(map(what, rounds)))

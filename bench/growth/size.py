"""Benchmark of size: pages, a start and a day's close, with a million members and 10^7 entries.

A small crowd, whose journal has some ten thousand entries, and a big one did the same, each on
SQLite and on PostgreSQL. Rounds alternate, so that a noisy machine disturbs both. BENCH_MEMBERS in
the environment changes the size of the big crowd.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from bench.frame.samples import Samples, figure, percentile
from bench.frame.section import Claim, Section, Table
from bench.growth.homes import Home, quarter

SMALL: Final = 500
BIG: Final = 1_000_000
MEMBERS_IN: Final = "BENCH_MEMBERS"
SHORT_SMALL: Final = 40
SHORT_BIG: Final = 100
VISITORS: Final = 40
SHORT_VISITORS: Final = 2
ROUNDS: Final = 5
CALLERS: Final = 8
SHORT_CALLERS: Final = 2
BEFORE_S: Final = 10.0
SHORT_BEFORE_S: Final = 0.2
TIMES: Final = 1.2
WAIT_MS: Final = 250
START_S: Final = 10

Took = tuple[float, float]
"""Milliseconds by the clock, and of the processor."""
Rounds = Mapping[tuple[str, str, int], list[Took]]


def run(*, short: bool) -> Section:
    """Build both crowds' sites, visit their pages, and let a day close on the big ones."""
    whole = int(os.environ.get(MEMBERS_IN, BIG))
    small, big = (SHORT_SMALL, SHORT_BIG) if short else (SMALL, whole)
    with quarter() as place:
        held = [place.homes(members) for members in (small, big)]
        rounds = _visit([home for homes, _ in held for home in homes], short=short)
        nights = [_night(place.copy(home), short=short) for home in held[1][0]]
    tables = (_holdings([told for _, told in held]), _pages(rounds, small, big), _nights(nights))
    claims = (*_page_claims(rounds, small, big), *_night_claims(nights))
    return Section("Size", tables, claims, NOTES)


NOTES: Final = (
    """The rules judged every act of both crowds. The tables hold the same rows, chained and
balanced, as a teller would have written, but were written without one. Pages are requested
inside the process, through all middleware: statements with a full page, articles with
comments. No page is answered from those that are kept for visitors. On SQLite all the work is
the process's, and its processor time is compared; PostgreSQL works in processes of its own, and
there the clock's time is compared.""",
    """While the day closes, callers like comments without a pause. A tenth of the members have
maturing Twei, and the articles of two weeks have Twei in their lanes.""",
)


def _visit(homes: list[Home], *, short: bool) -> dict[tuple[str, str, int], list[Took]]:
    """Return the medians of each round by page, database and members."""
    times: dict[tuple[str, str, int], list[Took]] = {}
    for _ in range(1 if short else ROUNDS):
        for home in homes:
            visitors = SHORT_VISITORS if short else VISITORS
            pages: dict[str, list[Took]] = home.call("bench.growth.visits", home.members, visitors)
            for page, took in pages.items():
                by_clock, used = zip(*took, strict=True)
                cell = (page, home.kind, home.members)
                times.setdefault(cell, []).append((median(by_clock), median(used)))
    return times


def _night(copy: Any, *, short: bool) -> dict[str, Any]:
    with copy as home:
        callers = SHORT_CALLERS if short else CALLERS
        before_s = SHORT_BEFORE_S if short else BEFORE_S
        night: dict[str, Any] = home.call("bench.growth.midnight", home.members, callers, before_s)
        return {**night, "kind": home.kind}


def _holdings(told: list[dict[str, int]]) -> Table:
    rows = tuple(
        tuple(f"{one[name]:,}".replace(",", " ") for name in ("members", "postings", "entries"))
        for one in told
    )
    return Table(
        "The crowds", "What they left in the books.", ("members", "postings", "entries"), rows
    )


@dataclass(frozen=True)
class Grown:
    """A page on one database, with few members and with many."""

    page: str
    kind: str
    small: list[Took]
    big: list[Took]

    @property
    def times(self) -> float:
        """Return the ratio that is claimed: of processor time, or of the clock's elsewhere."""
        return self.ratio(1 if self.kind == "SQLite" else 0)

    def ratio(self, place: int) -> float:
        """Return the ratio of the clock's times (0), or of the processor's (1)."""
        return _samples(self.big, place).median / _samples(self.small, place).median

    def row(self) -> tuple[str, ...]:
        """Return the table's row."""
        cells = (
            cell
            for place in (1, 0)
            for cell in (
                *(str(_samples(took, place)) for took in (self.small, self.big)),
                f"{figure(self.ratio(place))} ×",
            )
        )
        return (self.page, self.kind, *cells)


def _samples(took: list[Took], place: int) -> Samples:
    return Samples(tuple(one[place] for one in took))


def _grown(rounds: Rounds, small: int, big: int) -> Iterator[Grown]:
    for page, kind, members in rounds:
        if members == small:
            yield Grown(page, kind, rounds[page, kind, small], rounds[page, kind, big])


def _pages(rounds: Rounds, small: int, big: int) -> Table:
    sizes = (f"{small} members", f"{big} members", "ratio")
    columns = (
        "page",
        "database",
        *(f"{name}, {size}" for name in ("CPU", "time") for size in sizes),
    )
    rows = tuple(grown.row() for grown in _grown(rounds, small, big))
    return Table("Pages", "Milliseconds, median of the medians of rounds.", columns, rows)


def _page_claims(rounds: Rounds, small: int, big: int) -> Iterator[Claim]:
    members = f"{big} members against {small}"
    for grown in _grown(rounds, small, big):
        name = f"{grown.page}, {grown.kind}, {members}"
        yield Claim(name, f"≤ {TIMES} ×", f"{figure(grown.times)} ×", grown.times <= TIMES)


def _nights(nights: list[dict[str, Any]]) -> Table:
    columns = (
        *("database", "start of the teller, s", "close and opening, s", "all matured after, s"),
        *("likes", "wait before: median / longest, ms", "meanwhile: median / p99 / longest, ms"),
    )
    rows = []
    for night in nights:
        before, meanwhile = night["before_ms"], night["meanwhile_ms"]
        shown = (median(meanwhile), percentile(meanwhile, 99), meanwhile[-1])
        rows.append(
            (
                night["kind"],
                figure(night["started_s"]),
                figure(night["opened_s"]),
                figure(night["matured_s"]),
                figure(len(meanwhile)),
                " / ".join(map(figure, (median(before), before[-1]))),
                " / ".join(map(figure, shown)),
            )
        )
    return Table("A day closes", "On the big crowd's books, with callers.", columns, tuple(rows))


def _night_claims(nights: list[dict[str, Any]]) -> Iterator[Claim]:
    for night in nights:
        kind, longest_ms, started_s = night["kind"], night["meanwhile_ms"][-1], night["started_s"]
        measured, reached = f"{figure(longest_ms)} ms", longest_ms <= WAIT_MS
        name = f"longest wait of an act while a day closes, {kind}"
        yield Claim(name, f"≤ {WAIT_MS} ms", measured, reached)
        seconds = f"{figure(started_s)} s"
        yield Claim(f"start of the teller, {kind}", "seconds", seconds, started_s < START_S)

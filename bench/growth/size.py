"""Benchmark of size: pages, a start and a day's close, with a million members and 10^7 entries.

A small crowd, whose journal has some ten thousand entries, and a big one did the same, each on
SQLite and on PostgreSQL. Rounds alternate, so that a noisy machine disturbs both. BENCH_MEMBERS in
the environment changes the size of the big crowd.
"""

import os
from collections.abc import Iterator, Mapping
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

Rounds = Mapping[tuple[str, str, int], list[float]]


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
comments.""",
    """While the day closes, callers like comments without a pause. A tenth of the members have
maturing Twei, and the articles of two weeks have Twei in their lanes.""",
)


def _visit(homes: list[Home], *, short: bool) -> dict[tuple[str, str, int], list[float]]:
    """Return the median of each round by page, database and members."""
    times: dict[tuple[str, str, int], list[float]] = {}
    for _ in range(1 if short else ROUNDS):
        for home in homes:
            visitors = SHORT_VISITORS if short else VISITORS
            pages: dict[str, list[float]] = home.call("bench.growth.visits", home.members, visitors)
            for page, took_ms in pages.items():
                cell = (page, home.kind, home.members)
                times.setdefault(cell, []).append(median(took_ms))
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


def _cells(rounds: Rounds, small: int, big: int) -> Iterator[tuple[str, str, Samples, Samples]]:
    for page, kind, members in rounds:
        if members == small:
            ours = Samples(tuple(rounds[page, kind, small]))
            yield page, kind, ours, Samples(tuple(rounds[page, kind, big]))


def _pages(rounds: Rounds, small: int, big: int) -> Table:
    rows = tuple(
        (page, kind, str(one), str(other), f"{figure(other.median / one.median)} ×")
        for page, kind, one, other in _cells(rounds, small, big)
    )
    columns = ("page", "database", f"{small} members", f"{big} members", "ratio")
    return Table("Pages", "Milliseconds, median of the medians of rounds.", columns, rows)


def _page_claims(rounds: Rounds, small: int, big: int) -> Iterator[Claim]:
    members = f"{big} members against {small}"
    for page, kind, one, other in _cells(rounds, small, big):
        times = other.median / one.median
        name = f"{page}, {kind}, {members}"
        yield Claim(name, f"≤ {TIMES} ×", f"{figure(times)} ×", times <= TIMES)


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

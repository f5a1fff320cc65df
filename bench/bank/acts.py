"""Benchmark of acts a second: our teller, a transaction per act, django-hordak, pgbench, the limit.

All do the same work on separate books: 10 000 readers, a hot author, every act durable. Rounds
alternate, so that a noisy machine disturbs all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from statistics import median
from typing import Final

from bench.bank.databases import Database, Shelf, postgresql_version, scratch
from bench.bank.driving import Timing
from bench.bank.peers.hordak import Hordak
from bench.bank.peers.peer import LIKES, READINGS, Peer
from bench.bank.peers.pgbench import Pgbench
from bench.bank.peers.plain import PlainPostgres, PlainSqlite
from bench.bank.peers.raw import Raw
from bench.bank.peers.teller import OurTeller
from bench.bank.stage import SMALL, WHOLE, Stage, lay_down
from bench.frame.samples import Samples, figure
from bench.frame.section import Claim, Section, Table

CALLERS: Final = (1, 8, 64, 1_000)
MANY: Final = 64
ROUNDS: Final = 5
SECONDS: Final = 1.5
SHARE: Final = 0.45
SHORT_CALLERS: Final = (1, 8)
SHORT_SECONDS: Final = 0.1

Cell = tuple[str, int]
Found = dict[Cell, list[Timing]]


def run(*, short: bool) -> Section:
    """Measure likes on both databases, then readings."""
    callers = SHORT_CALLERS if short else CALLERS
    tables: list[Table] = []
    claims: list[Claim] = []
    for postgresql in (True, False):
        kind = f"PostgreSQL {postgresql_version()}" if postgresql else "SQLite"
        for work in (LIKES, READINGS):
            timings = _measure(work, callers, postgresql=postgresql, short=short)
            tables.append(_table(f"{work.title()} on {kind}", work, timings))
            if work == LIKES:
                most = callers[-2] if short else MANY
                claims += _claims(timings, most, callers[-1], postgresql=postgresql)
    return Section("Acts", tuple(tables), tuple(claims), NOTES)


NOTES: Final = (
    """A like has one payer (the comment's pot) and three receivers: commenter, author and liker.
The author is the same for all. A reading is two acts, Open and Plus. A caller is a thread
that sends its next act when the last one is answered; pgbench uses its own clients.""",
    """Members, readings, comments and balances are filled in before, without a journal. Peers do
the same as the teller except the rules and the hash chain: they read what the rules would
read, lock the balances in the order of their names, and write the same rows. More than 64
callers share 64 connections; every pgbench client has its own.""",
    """PostgreSQL runs with its own defaults (fsync and synchronous_commit on) for all, SQLite in
WAL mode with synchronous=FULL. The limit, "the same rows, not judged", writes as many acts
in a transaction as there are callers; they are judged and hashed before the measurement.""",
    """What an act costs beside its rows: judging it and writing it down in Python takes two to
three times as long as SQLite takes to store its rows in a large batch, and the teller does one
after the other. A lone caller also waits for six queries that a batch makes once for all its acts
(key, member, vote, reading, accounts, line), where a transaction written by hand has two.""",
)


def _measure(work: str, callers: Sequence[int], *, postgresql: bool, short: bool) -> Found:
    stage = SMALL if short else WHOLE
    timings: Found = {}
    with scratch(postgresql=postgresql) as shelf, ExitStack() as stack:
        peers = [stack.enter_context(closing(peer)) for peer in _peers(shelf, stage, work)]
        for _ in range(1 if short else ROUNDS):
            for number in callers:
                for peer in peers:
                    timing = peer.run(number, SHORT_SECONDS if short else SECONDS)
                    timings.setdefault((peer.name, number), []).append(timing)
    return timings


def _peers(shelf: Shelf, stage: Stage, work: str) -> Iterator[Peer]:
    laid = lay_down(shelf, stage, "stage")

    def books(name: str) -> Database:
        return shelf.copy(laid, name)

    yield OurTeller(books("ours"), stage, work)
    if not laid.is_postgresql:
        yield PlainSqlite(books("plain"), stage, work)
    else:
        yield PlainPostgres(books("plain"), stage, work)
    if work != LIKES:
        return
    if laid.is_postgresql:
        yield Pgbench(books("pgbench"), stage)
        yield Hordak(books("hordak"), stage)
    yield Raw(books("raw"), stage)


def _claims(timings: Found, callers: int, most: int, *, postgresql: bool) -> Iterator[Claim]:
    """Yield the targets of the design, as ratios of medians of this run."""

    def rate(name: str, number: int) -> float:
        return Samples(tuple(timing.acts_per_s for timing in timings[name, number])).median

    def ratio(figure_name: str, least: float, name: str, number: int) -> Claim:
        times = rate(OurTeller.name, number) / rate(name, number)
        return Claim(figure_name, f"≥ {least:g} ×", f"{figure(times)} ×", times >= least)

    many = f"acts/s at {callers} callers"
    if postgresql:
        yield ratio(f"{many}, PostgreSQL, against psycopg 3", 12, PlainPostgres.name, callers)
        yield ratio(f"{many}, PostgreSQL, against pgbench", 10, Pgbench.name, callers)
        yield ratio(f"{many}, PostgreSQL, against django-hordak", 40, Hordak.name, callers)
    else:
        yield ratio(f"{many}, SQLite, against a transaction per act", 4, PlainSqlite.name, callers)
        yield ratio("one caller alone, SQLite, against the same", 0.9, PlainSqlite.name, 1)
    share = rate(OurTeller.name, most) / rate(Raw.name, most)
    kind = "PostgreSQL" if postgresql else "SQLite"
    yield Claim(
        f"share of the raw limit at {most} callers, {kind}",
        f"≥ {SHARE:.0%}",
        f"{share:.0%}",
        share >= SHARE,
    )


def _table(title: str, work: str, timings: Mapping[Cell, Sequence[Timing]]) -> Table:
    """Return acts a second and waits, one row for each peer and number of callers."""
    rows = []
    for (name, callers), rounds in timings.items():
        rate = Samples(tuple(timing.acts_per_s for timing in rounds))
        p50, p99 = (figure(median(t.wait_ms(part) for t in rounds)) for part in (50, 99))
        rows.append((f"{callers}", name, str(rate), p50, p99))
    return Table(
        title,
        f"Rate of {work}, acknowledged and durable; the wait of a caller for one act.",
        ("callers", "who", "acts/s", "wait p50, ms", "p99, ms"),
        tuple(rows),
    )

"""Benchmark of the search: questions to a small and a large paper, on SQLite and on PostgreSQL."""

from statistics import median
from typing import Final

from bench.frame.samples import figure
from bench.frame.section import Claim, Section, Table
from bench.growth.homes import Home, quarter

SMALL: Final = 2_000
BIG: Final = 20_000
SHORT_SMALL: Final = 12
SHORT_BIG: Final = 24
ROUNDS: Final = 15
SHORT_ROUNDS: Final = 1
WITHIN_MS: Final = 50.0

Took = dict[str, float]


def run(*, short: bool) -> Section:
    """Write both papers on both databases, and ask."""
    sizes = (SHORT_SMALL, SHORT_BIG) if short else (SMALL, BIG)
    with quarter() as place:
        asked = {
            (home.kind, size): _ask(home, size, short=short)
            for size in sizes
            for home in place.empty(size)
        }
    return Section("Search", (_table(asked, sizes),), _claims(asked, sizes[1]), NOTES)


NOTES: Final = (
    """Words are as frequent as in a language (Zipf's law), articles have 700 words. On SQLite the
time is that of the processor; PostgreSQL works in a process of its own, and the clock's time is
shown. A question is asked without its page: `tweipress.articles.queries.search`, snippets
included.""",
)


def _ask(home: Home, size: int, *, short: bool) -> Took:
    rounds = SHORT_ROUNDS if short else ROUNDS
    times: dict[str, list[list[float]]] = home.call("bench.growth.paper", size, rounds)
    part = 0 if home.host else 1
    return {name: median(took[part] for took in each) for name, each in times.items()}


def _table(asked: dict[tuple[str, int], Took], sizes: tuple[int, int]) -> Table:
    small, big = sizes
    kinds = list(dict.fromkeys(kind for kind, _ in asked))
    return Table(
        "Search",
        f"Milliseconds for a page of answers, in {small:,} and in {big:,} articles",
        ("question", *(f"{kind}, {size:,}" for kind in kinds for size in sizes)),
        tuple(
            (name, *(figure(asked[kind, size][name]) for kind in kinds for size in sizes))
            for name in asked[kinds[0], big]
        ),
    )


def _claims(asked: dict[tuple[str, int], Took], big: int) -> tuple[Claim, ...]:
    claims = []
    for (kind, size), took in asked.items():
        if size == big:
            name, slowest = max(took.items(), key=lambda each: each[1])
            claims.append(
                Claim(
                    f"the slowest question in {size:,} articles on {kind}",
                    f"≤ {WITHIN_MS:.0f} ms",
                    f"{figure(slowest)} ms: {name}",
                    slowest <= WITHIN_MS,
                )
            )
    return tuple(claims)

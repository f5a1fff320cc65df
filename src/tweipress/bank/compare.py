"""Compares what the books store with what a replay of their journal has computed."""

from collections.abc import Iterator

from tweipress.bank.batch import read_head
from tweipress.bank.link import Link
from tweipress.bank.tables import TABLES, Table
from tweipress.core import chart
from tweipress.core.memory import MemoryWorld

ACCOUNTS = "SELECT name, kind, owner, article, day, balance_twei FROM bank_account ORDER BY name"


def stored_differs(link: Link, world: MemoryWorld, seq: int, digest: str) -> Iterator[str]:
    """Yield a sentence for every balance, fact, line or journal end that is not as computed."""
    head = read_head(link)
    if (head.seq, head.hash) != (seq, digest):
        yield f"the journal ends at {seq}, its head says {head.seq}"
    yield from _accounts_differ(link, world)
    for table in TABLES.values():
        yield from _facts_differ(link, table, world)


def _accounts_differ(link: Link, world: MemoryWorld) -> Iterator[str]:
    left = {account: twei for account, twei in world.balances.items() if twei}
    for name, kind, owner, article, day, stored_twei in link.rows(ACCOUNTS):
        computed_twei = left.pop(name, 0)
        if stored_twei != computed_twei:
            yield f"account {name} holds {stored_twei}, not {computed_twei}"
        described = (chart.kind(name), chart.owner(name), chart.article_of(name))
        if (kind, owner, article, day) != (*described, chart.bucket_day(name)):
            yield f"account {name} is filed wrongly"
    for name, twei in left.items():
        yield f"account {name} is missing: it should hold {twei}"


def _facts_differ(link: Link, table: Table, world: MemoryWorld) -> Iterator[str]:
    left = dict(world.facts.get(table.kind, {}))
    columns = ", ".join(table.columns)
    for row in link.rows(f"SELECT {columns} FROM {table.name}"):  # noqa: S608  # names of our own tables
        stored = table.fact(row)
        computed = left.pop(stored.key, None)
        if stored != computed:
            yield f"{table.name} has {stored}, not {computed}"
    for fact in left.values():
        yield f"{table.name} lacks {fact}"

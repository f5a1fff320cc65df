"""Random records written into real books, to hold what SQL selects to what the rules say."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.bank.storage.random_records import NOW_MS, RandomRecords
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.world import StoredWorld
from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.state.outcome import Outcome
from tweipress.core.state.registry import Act
from tweipress.core.tariff import Tariff

SEARCH = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=20,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@dataclass
class RandomBooks:
    """Random records in the books, in a transaction that is not committed."""

    connection: Connection
    records: RandomRecords
    world: StoredWorld
    tariff: Tariff

    def accepts(self, act: Act) -> bool:
        """Tell whether the act's rule accepts it now."""
        return isinstance(judge(act, self.world, self.tariff, NOW_MS), Outcome)

    def keys(self, kind: type[Any], holds: Callable[[Any], bool]) -> set[Any]:
        """Return the keys of the records for which a condition holds."""
        return {record.key for record in self.records.of[kind] if holds(record)}


@contextmanager
def random_books(seed: int) -> Iterator[RandomBooks]:
    """Write random records into books with an open day, and take them back."""
    connection = Connection()
    connection.begin()
    try:
        world = StoredWorld(connection)
        tariff = tariff_in_force(world)
        world.put(world.books._replace(day="2026-01-01", day_number=1))
        world.flush()
        records = RandomRecords(Random(seed), tariff)
        records.write(connection)
        yield RandomBooks(connection, records, StoredWorld(connection), tariff)
    finally:
        connection.rollback()
        connection.close()


random_worlds = given(seed=st.integers(0, 2**32))

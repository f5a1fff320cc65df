"""The peer that sets the limit: the same rows as the teller's, without judging.

Batches of real acts are judged before the measurement, and their rows are kept. A round writes
them, as many acts in a transaction as there are callers.
"""

from collections.abc import Callable, Sequence
from itertools import count
from time import perf_counter
from typing import Any, Final

from bench.bank.databases import Database
from bench.bank.driving import Timing
from bench.bank.stage import START_MS, Stage
from tweipress.bank.storage.connection import Connection, Row
from tweipress.bank.storage.tables import Table
from tweipress.bank.storage.world import StoredWorld
from tweipress.bank.teller.batch import Batch, read_head
from tweipress.bank.teller.ticket import Receipt, Ticket
from tweipress.core.acts.comments.like import Like
from tweipress.core.state.journal import GENESIS

ACTS_PER_ROUND = 4_000
HEAD: Final = Table(
    "bank_head", {"id": int, "epoch": int, "seq": int, "hash": str, "at_ms": int}, ("id",)
)
Write = tuple[Callable[[Connection, Table, Sequence[Row]], None], Table, list[Row]]


class Recorder(Connection):
    """A connection that reads from the books and records what it should write."""

    def __init__(self, alias: str) -> None:
        """Start with nothing kept."""
        super().__init__(alias)
        self.kept: list[Write] = []

    def put(self, table: Table, rows: Sequence[Row]) -> None:
        """Record rows to store."""
        self.kept.append((Connection.put, table, list(rows)))

    def change(self, table: Table, rows: Sequence[Row]) -> None:
        """Record rows to change where they lie."""
        self.kept.append((Connection.change, table, list(rows)))

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Record the journal's new end as well; roll transactions back."""
        if not sql.startswith("UPDATE"):
            return super().run(sql, values)
        seq, digest, at_ms, epoch, _ = values
        self.kept.append((Connection.put, HEAD, [(1, epoch, seq, digest, at_ms)]))
        return 1

    def commit(self) -> None:
        """Leave the books as they are."""
        self.rollback()


class Raw:
    """Likes without a judge."""

    name = "the same rows, not judged"

    def __init__(self, database: Database, stage: Stage) -> None:
        """Open the books once for judging and once for writing."""
        self._stage = stage
        self._numbers = count()
        self._connection = Connection(database.alias)
        self._connection.put(HEAD, [(1, 1, 0, GENESIS, 0)])
        self._head = read_head(self._connection)
        self._recorder = Recorder(database.alias)
        self._world = StoredWorld(self._recorder)

    def run(self, callers: int, seconds: float) -> Timing:
        """Write batches of `callers` acts, a fixed number of batches."""
        batches = max(2, round(min(1.0, seconds) * ACTS_PER_ROUND) // callers)
        judged = [self._judged(callers) for _ in range(batches)]
        waits_s = []
        for writes in judged:
            begun_s = perf_counter()
            self._write(writes)
            waits_s.append(perf_counter() - begun_s)
        return Timing(callers * batches, sum(waits_s), tuple(waits_s))

    def close(self) -> None:
        """Close the books."""
        self._connection.close()
        self._recorder.close()

    def _judged(self, acts: int) -> Sequence[Write]:
        tickets = []
        for _ in range(acts):
            number = next(self._numbers)
            tickets.append(Ticket(Like(*self._stage.liked(number)), f"like:{number}"))
        batch = Batch(self._recorder, self._world, self._head, START_MS)
        answers = batch.run(tickets)
        assert all(isinstance(answer, Receipt) for answer in answers)
        self._head = batch.head
        kept, self._recorder.kept = self._recorder.kept, []
        return kept

    def _write(self, writes: Sequence[Write]) -> None:
        self._connection.begin()
        with self._connection.together():
            for write, table, rows in writes:
                write(self._connection, table, rows)
        self._connection.commit()

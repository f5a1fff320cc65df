"""Scratch books: a temporary database of the configured kind on which a teller plays a scenario.

There is no calendar, so nothing closes, expires or settles by itself.
"""

import secrets
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from tweipress.bank.clock import ManualClock
from tweipress.bank.storage.connection import BOOKS, Connection
from tweipress.bank.storage.tables import TABLES
from tweipress.bank.storage.world import StoredWorld
from tweipress.bank.teller.teller import Teller
from tweipress.core.acts.calendar.found import Found
from tweipress.core.ids import MemberId
from tweipress.core.records.pnl import Pnl
from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.state.memory import BooksBrokenError
from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.state.registry import Act
from tweipress.core.tariff import Tariff


class ScratchBank:
    """A teller on the books of an alias, and what a scenario asks of them."""

    def __init__(self, alias: str, tariff: Tariff, gates: bool) -> None:
        """Found scenario books."""
        self._clock = ManualClock(0)
        self._teller = Teller(alias, self._clock)
        self._connection = Connection(alias)
        self._serial = 0
        if not self._teller.lead():
            raise BooksBrokenError("the scratch books are in use")
        self.do(Found(tariff.canonical(), scenario=True, gates=gates), 0)

    @property
    def world(self) -> StoredWorld:
        """Return the books as they stand, read anew."""
        return StoredWorld(self._connection)

    def do(self, act: Act, now_ms: int) -> Outcome | Refused:
        """Do an act through the teller; the rules tell on the same books what it moves."""
        self._clock.time_ms = now_ms
        self._serial += 1
        world = self.world
        judged = judge(act, world, tariff_in_force(world), now_ms)
        answer = self._teller.do(act, f"line-{self._serial}")
        return answer if isinstance(answer, Refused) else judged

    def members_with_buckets(self, until: str) -> Sequence[MemberId]:
        """Return the members with something in buckets of `until` (ISO date) or earlier."""
        return self.world.members_with_buckets(until)

    def balances(self) -> Mapping[str, int]:
        """Return the balance in Twei of every account; zeros may be among them."""
        rows = self._connection.rows("SELECT name, balance_twei FROM bank_account")
        return {str(name): int(twei) for name, twei in rows}

    def pnls(self) -> Iterable[Pnl]:
        """Return the twelve amounts of every member on every article, whole posts included."""
        table = TABLES[Pnl]
        sql = f"SELECT {', '.join(table.columns)} FROM {table.name}"  # noqa: S608  # names of our own tables
        records = map(table.record, self._connection.rows(sql))
        return [record for record in records if isinstance(record, Pnl)]

    def close(self) -> None:
        """Release the books."""
        self._teller.stop()
        self._connection.close()


@contextmanager
def scratch_books() -> Iterator[Callable[[Tariff, bool], ScratchBank]]:
    """Provide a function that founds scenario books on a scratch database; drop it afterwards."""
    opened: list[ScratchBank] = []
    with scratch_alias() as alias:

        def found_books(tariff: Tariff, gates: bool) -> ScratchBank:
            opened.append(ScratchBank(alias, tariff, gates))
            return opened[-1]

        try:
            yield found_books
        finally:
            for bank in opened:
                bank.close()


@contextmanager
def scratch_alias() -> Iterator[str]:
    """Make an empty, migrated database beside the books and name its alias; drop it afterwards."""
    alias = f"scratch_{secrets.token_hex(4)}"
    description = {**connections.settings[BOOKS]}
    with tempfile.TemporaryDirectory(prefix="tweipress-") as folder:
        is_postgresql = connections[BOOKS].vendor == "postgresql"
        name = alias if is_postgresql else str(Path(folder) / "books.sqlite3")
        connections.settings[alias] = {**description, "NAME": name}
        if is_postgresql:
            _maintain(f'CREATE DATABASE "{alias}"')
        try:
            call_command("migrate", "bank", database=alias, verbosity=0)
            yield alias
        finally:
            connections[alias].close()
            del connections[alias]
            del connections.settings[alias]
            if is_postgresql:
                _maintain(f'DROP DATABASE "{alias}" WITH (FORCE)')


def _maintain(statement: str) -> None:
    """Run a statement that creates or drops a database, outside any transaction."""
    with connections[BOOKS]._nodb_cursor() as cursor:  # noqa: SLF001  # Django's own way for test databases
        cursor.execute(statement)

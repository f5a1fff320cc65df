"""Replay: judges a journal again, posting by posting, on tables of its own."""

from collections.abc import Iterator, Sequence
from typing import Any

from tweipress.bank.audit.invariants import DEPOSIT_INSERT, DEPOSITS
from tweipress.bank.storage.connection import Connection, Row
from tweipress.bank.storage.world import StoredWorld
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.records.books import Day
from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.rules.invariants import close_is_too_low
from tweipress.core.state.codec import from_data
from tweipress.core.state.journal import Entry, Posting, canonical, entry_owner, netted, parsed
from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.state.registry import Act, rule_of

CACHE_MAX = 200_000
"""How many records and balances are in memory before all are written and forgotten."""
DEPOSITS_MAX = 1_000


class Replay:
    """The books as the acts make them; `world` is their present state."""

    def __init__(self, connection: Connection) -> None:
        """Begin with empty tables."""
        self._connection = connection
        self._deposits: list[Row] = []
        self._closed: Day | None = None
        self.world = StoredWorld(connection)
        connection.run(DEPOSITS)

    def differs(self, posting: Posting, entries: Sequence[Entry]) -> Iterator[str]:
        """Do a posting's act and yield how the posting differs.

        Raise ActUnreadableError, BooksBrokenError or ValueError when it cannot be done at all.
        """
        act = from_data(parsed(posting.body))
        tariff = tariff_in_force(self.world)
        outcome = judge(act, self.world, tariff, posting.at_ms)
        if isinstance(outcome, Refused):
            yield f"the rules refuse it: {outcome.name}"
            return
        self.world.apply(outcome)
        if isinstance(act, Deposit) and act.to:
            self._deposits.append((act.to, act.amount_twei))
        yield from self._posting_differs(act, outcome, posting, entries)
        if isinstance(act, CloseDay):
            yield from self._close(tariff.emission_bps_per_day)
        if self.world.size > CACHE_MAX or len(self._deposits) > DEPOSITS_MAX:
            self.write()

    def write(self) -> None:
        """Write everything into the tables, and empty the memory."""
        self.world.flush()
        self.world = StoredWorld(self._connection)
        self._connection.run_many(DEPOSIT_INSERT, self._deposits)
        self._deposits.clear()

    def _posting_differs(
        self, act: Act, outcome: Outcome, posting: Posting, entries: Sequence[Entry]
    ) -> Iterator[str]:
        computed: dict[str, Any] = {
            "act": rule_of(act).name,
            "member": rule_of(act).actor(act),
            "article": outcome.article,
            "inputs": canonical(outcome.inputs),
            "answer": canonical(outcome.answer),
            "tariff_hash": self.world.books.tariff_hash,
        }
        for name, value in computed.items():
            if getattr(posting, name) != value:
                yield f"its {name} is {getattr(posting, name)}, not {value}"
        due = [self._entry(*change) for change in netted(outcome.transfers).items()]
        if due != entries:
            yield f"its entries are {entries}, not {due}"

    def _entry(self, account: str, amount_twei: int) -> Entry:
        owner = entry_owner(account)
        owned_twei = self.world.owned(owner) if owner else 0
        return Entry(account, amount_twei, self.world.balance(account), owned_twei)

    def _close(self, emission_bps_per_day: int) -> Iterator[str]:
        closed = self.world.get(Day, self.world.books.day_number)
        before = self._closed
        if before and closed and close_is_too_low(before, closed, emission_bps_per_day):
            yield f"I7: the pool lost too much on {closed.date}"
        self._closed = closed

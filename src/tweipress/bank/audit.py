"""The audit: replays the journal from the first posting and compares every stored figure.

It trusts nothing but the acts: entries, answers, balances, facts and P&L lines are computed anew by
the same rules. What is computed is compared with what is stored by compare.py.
"""

from collections.abc import Callable, Iterator
from typing import Any

from tweipress.bank.compare import stored_differs
from tweipress.bank.link import Link
from tweipress.core.acts import Act, CloseDay, Deposit
from tweipress.core.codec import ActUnreadableError, from_data
from tweipress.core.facts import Day
from tweipress.core.invariants import broken, close_is_too_low
from tweipress.core.journal import (
    GENESIS,
    Entry,
    Posting,
    canonical,
    entry_owner,
    netted,
    parsed,
    posting_hash,
)
from tweipress.core.memory import BooksBrokenError, MemoryWorld
from tweipress.core.outcome import Outcome, Refused
from tweipress.core.rulebook import judge, tariff_in_force

AT_ONCE = 2_000
POSTINGS = (
    "SELECT seq, act, member, article, request_key, body, inputs, answer, tariff_hash, at_ms,"
    " prev_hash, hash FROM bank_posting WHERE seq > %s ORDER BY seq LIMIT %s"
)
ENTRIES = (
    "SELECT posting, account, amount_twei, balance_twei, spendable_twei FROM bank_entry"
    " WHERE posting > %s AND posting <= %s ORDER BY id"
)


class Audit:
    """One pass over the journal; `findings` yields a sentence for everything that differs."""

    def __init__(self, link: Link, progress: Callable[[int], None] | None = None) -> None:
        """Audit the books of a link; `progress` is told the number of the posting reached."""
        self._link = link
        self._progress = progress
        self._deposits: dict[int, int] = {}
        self._closed: Day | None = None
        self.world = MemoryWorld()
        self.hash = GENESIS
        self.seq = 0

    def findings(self) -> Iterator[str]:
        """Replay everything, then compare what is stored."""
        for posting, digest, entries in self._journal():
            yield from (f"posting {posting.seq}: {what}" for what in self._chain(posting))
            if posting_hash(posting, entries) != digest:
                yield f"posting {posting.seq}: its hash does not fit its content"
            self.seq, self.hash = posting.seq, digest
            try:
                yield from self._replay(posting, entries)
            except (ActUnreadableError, BooksBrokenError, ValueError) as error:
                yield f"posting {posting.seq}: cannot be replayed: {error}"
                return
        yield from broken(self.world, self._deposits)
        yield from stored_differs(self._link, self.world, self.seq, self.hash)

    def _journal(self) -> Iterator[tuple[Posting, str, list[Entry]]]:
        last = 0
        while rows := self._link.rows(POSTINGS, (last, AT_ONCE)):
            entries: dict[int, list[Entry]] = {}
            for seq, *entry in self._link.rows(ENTRIES, (last, rows[-1][0])):
                entries.setdefault(seq, []).append(Entry(*entry))
            for row in rows:
                yield Posting(*row[:-1]), row[-1], entries.pop(row[0], [])
            if entries:
                raise ValueError(f"entries without a posting: {sorted(entries)[:3]}")
            last = rows[-1][0]
            if self._progress:
                self._progress(last)

    def _chain(self, posting: Posting) -> Iterator[str]:
        if posting.seq != self.seq + 1:
            yield f"it follows {self.seq}"
        if posting.prev_hash != self.hash:
            yield "it does not link to the posting before"

    def _replay(self, posting: Posting, entries: list[Entry]) -> Iterator[str]:
        where = f"posting {posting.seq} ({posting.act})"
        act = from_data(parsed(posting.body))
        tariff = tariff_in_force(self.world)
        outcome = judge(act, self.world, tariff, posting.at_ms)
        if isinstance(outcome, Refused):
            yield f"{where}: the rules refuse it: {outcome.name}"
            return
        self.world.apply(outcome)
        if isinstance(act, Deposit) and act.to:
            self._deposits[act.to] = self._deposits.get(act.to, 0) + act.amount_twei
        yield from (f"{where}: {what}" for what in self._differs(posting, entries, outcome))
        yield from self._close(act, tariff.emission_bps_per_day)

    def _differs(self, posting: Posting, entries: list[Entry], outcome: Outcome) -> Iterator[str]:
        due = [self._entry(*change) for change in netted(outcome.transfers).items()]
        computed: dict[str, Any] = {
            "article": outcome.article,
            "inputs": canonical(outcome.inputs),
            "answer": canonical(outcome.answer),
            "tariff_hash": self.world.books.tariff_hash,
        }
        for name, value in computed.items():
            if getattr(posting, name) != value:
                yield f"its {name} is {getattr(posting, name)}, not {value}"
        if due != entries:
            yield f"its entries are {entries}, not {due}"

    def _entry(self, account: str, amount_twei: int) -> Entry:
        owner = entry_owner(account)
        spendable_twei = self.world.spendable(owner) if owner else 0
        return Entry(account, amount_twei, self.world.balance(account), spendable_twei)

    def _close(self, act: Act, emission_bps_per_day: int) -> Iterator[str]:
        if not isinstance(act, CloseDay):
            return
        closed = self.world.get(Day, self.world.books.day_number)
        before = self._closed
        if before and closed and close_is_too_low(before, closed, emission_bps_per_day):
            yield f"I7: the pool lost too much on {closed.date}"
        self._closed = closed

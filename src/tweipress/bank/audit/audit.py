"""The audit: replays the journal from the first posting and compares every stored figure.

It trusts the acts alone: entries, answers, balances, records and P&L lines are computed anew by the
same rules, in a database of its own that is deleted afterwards. It reads the books in one pass, as
they were when it began, and needs the same memory for books of any size.
"""

from collections.abc import Callable, Generator, Iterator
from itertools import groupby
from operator import itemgetter

from tweipress.bank.audit.comparison import stored_differs
from tweipress.bank.audit.invariants import broken
from tweipress.bank.audit.merge_join import merge_join
from tweipress.bank.audit.replay import Replay
from tweipress.bank.storage.connection import Connection, Row
from tweipress.bank.storage.scratch_tables import scratch_tables
from tweipress.bank.teller import draws
from tweipress.bank.teller.batch import read_head
from tweipress.core.state.codec import ActUnreadableError
from tweipress.core.state.journal import GENESIS, Entry, Posting, entry_owner, parsed, posting_hash
from tweipress.core.state.memory import BooksBrokenError

REPORT_EVERY = 500
DRAW = "draw_jury"
POSTINGS = (
    "SELECT seq, act, member, article, request_key, body, inputs, answer, tariff_hash, at_ms,"
    " prev_hash, hash FROM bank_posting ORDER BY seq"
)
ENTRIES = (
    "SELECT posting, account, owner, amount_twei, balance_twei, spendable_twei FROM bank_entry"
    " ORDER BY id"
)


class Audit:
    """One pass over the journal; `findings` yields a sentence for everything that differs."""

    def __init__(
        self, connection: Connection, progress: Callable[[int], None] | None = None
    ) -> None:
        """Audit the books of a connection; `progress` is told the number of the posting reached."""
        self._connection = connection
        self._progress = progress
        self.hash = GENESIS
        self.at_ms = 0
        self.seq = 0

    def findings(self) -> Generator[str]:
        """Replay everything, then compare what is stored."""
        with scratch_tables() as tables, self._connection.snapshot():
            head = read_head(self._connection)
            replay = Replay(tables)
            for row, rows in self._journal():
                if row is None:
                    yield f"posting {rows[0][0]}: its entries stand alone or out of place"
                    continue
                posting, digest = Posting(*row[:-1]), row[-1]
                entries = [Entry(account, *figures) for _, account, _, *figures in rows]
                try:
                    for what in self._differences(posting, digest, entries, rows, replay):
                        yield f"posting {posting.seq} ({posting.act}): {what}"
                except (ActUnreadableError, BooksBrokenError, ValueError) as error:
                    yield f"posting {posting.seq}: cannot be replayed: {error}"
                    return
                self._advance(posting, digest)
            replay.write()
            self._report(self.seq)
            if (head.seq, head.hash) != (self.seq, self.hash):
                yield f"the journal ends at {self.seq}, its head says {head.seq}"
            yield from broken(tables)
            yield from stored_differs(self._connection, tables)

    def _journal(self) -> Iterator[tuple[Row | None, list[Row]]]:
        """Yield each posting with its entries; entries without one come with None."""
        by_posting = groupby(self._connection.stream(ENTRIES), key=itemgetter(0))
        entries = ((seq, list(rows)) for seq, rows in by_posting)
        for posting, group in merge_join(
            self._connection.stream(POSTINGS), entries, itemgetter(0), itemgetter(0)
        ):
            yield posting, group[1] if group else []

    def _differences(
        self, posting: Posting, digest: str, entries: list[Entry], rows: list[Row], replay: Replay
    ) -> Iterator[str]:
        if posting.seq != self.seq + 1:
            yield f"it follows {self.seq}"
        if posting.prev_hash != self.hash:
            yield "it does not follow the hash of the posting before"
        if posting.at_ms < self.at_ms:
            yield "it is older than the posting before"
        if posting_hash(posting, entries) != digest:
            yield "its hash does not fit its content"
        if posting.act == DRAW and parsed(posting.body)["seed"] != self._seed(posting):
            yield "its seed is not the hash of the ask or the draw before it"
        for _, account, owner, *_ in rows:
            if owner != entry_owner(account):
                yield f"its entry on {account} is filed under {owner}"
        yield from replay.differs(posting, entries)

    def _seed(self, posting: Posting) -> str:
        """Return the seed that a draw must have: a hash that was checked before."""
        return draws.seed(self._connection, posting.article, posting.seq)[1]

    def _advance(self, posting: Posting, digest: str) -> None:
        self.seq, self.hash, self.at_ms = posting.seq, digest, posting.at_ms
        if posting.seq % REPORT_EVERY == 0:
            self._report(posting.seq)

    def _report(self, seq: int) -> None:
        if self._progress:
            self._progress(seq)

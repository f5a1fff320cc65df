"""`python -m bench.growth.writer FILE` writes judged acts as a journal into a file of books.

Judged acts come in portions from standard input. The rows are chained like a teller's. It is a
separate process, so that judging and writing use a core each.
"""

import pickle
import sys
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO, Final

from bench.bank.bulk import Row, bulk, insert
from bench.growth.judge import Judged
from tweipress.core.state.journal import GENESIS, Entry, Posting, canonical, posting_hash

POSTING: Final = (*Posting._fields, "hash")
ENTRY: Final = (
    *("id", "posting", "account", "owner"),
    *("amount_twei", "balance_twei", "spendable_twei"),
)
HEAD: Final = ("id", "epoch", "seq", "hash", "at_ms")
JOURNAL: Final = ("bank_posting", "bank_entry")


def main(file: str) -> None:
    """Write until the input ends; then the journal's head."""
    writer = Writer()
    with bulk(file, JOURNAL) as books:
        for portion in _portions(sys.stdin.buffer):
            written = [writer.rows(judged) for judged in portion]
            insert(books, "bank_posting", POSTING, (posting for posting, _ in written))
            entries = chain.from_iterable(entries for _, entries in written)
            insert(books, "bank_entry", ENTRY, entries)
        insert(books, "bank_head", HEAD, [(1, 1, writer.seq, writer.hash, writer.at_ms)])


class Writer:
    """The end of a journal."""

    def __init__(self) -> None:
        """Begin an empty journal."""
        self.hash = GENESIS
        self.seq = self.at_ms = self._entries = 0

    def rows(self, judged: Judged) -> tuple[Row, list[Row]]:
        """Return the posting and the entries of a judged act as rows."""
        *fields, body, inputs, answer, tariff_hash, at_ms, changes = judged
        texts = map(canonical, (body, inputs, answer))
        posting = Posting._make((*fields, *texts, tariff_hash, at_ms, self.hash))
        entries = [Entry(account, *figures) for account, _, *figures in changes]
        self.seq, self.at_ms = posting.seq, at_ms
        self.hash = posting_hash(posting, entries)
        first = self._entries + 1
        self._entries += len(changes)
        rows = [(number, posting.seq, *change) for number, change in enumerate(changes, first)]
        return (*posting, self.hash), rows


def _portions(source: BinaryIO) -> Iterator[list[Any]]:
    """Yield portions until the input ends."""
    while source.peek(1):  # type: ignore[attr-defined]  # standard input is buffered
        yield pickle.load(source)  # noqa: S301  # from the process that started this one


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What a backup needs of the books: the journal's end, an audit, and books that nobody writes.

The backup app copies the rows themselves.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice

from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import BOOKS, Connection
from tweipress.bank.teller.batch import HEAD_SELECT, Head
from tweipress.bank.teller.leader import Leadership
from tweipress.bank.transport.dispatch import BooksClosedError
from tweipress.core.state.journal import GENESIS


def journal_end(alias: str = BOOKS) -> Head:
    """Return the end of the journal as this thread's connection sees it; 0 for books unfounded."""
    rows = Connection(alias, is_own=False).rows(HEAD_SELECT)
    return Head(*rows[0]) if rows else Head(0, 0, GENESIS, 0)


def audit_findings(alias: str, most: int) -> list[str]:
    """Audit the books of an alias: return a sentence for each of the first things that differ."""
    connection = Connection(alias)
    try:
        with closing(Audit(connection).findings()) as findings:
            return list(islice(findings, most))
    finally:
        connection.close()


@contextmanager
def books_at_rest(alias: str = BOOKS) -> Iterator[None]:
    """Keep every teller out of the books; raise BooksClosedError when one is at work."""
    leadership = Leadership(Connection(alias), alias)
    if not leadership.try_lock():
        leadership.release()
        raise BooksClosedError("A teller is at work in these books: stop the site first.")
    try:
        yield
    finally:
        leadership.hand_over()

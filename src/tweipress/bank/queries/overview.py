"""The books at a glance: day, journal, and sums by class of account."""

from tweipress.bank.queries.view_models import BooksOverview
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.world import StoredWorld
from tweipress.bank.teller.batch import read_head
from tweipress.core import chart


def books_overview() -> BooksOverview:
    """Return the books at a glance."""
    connection = Connection(is_own=False)
    world = StoredWorld(connection)
    sums = connection.rows(
        "SELECT kind, sum(balance_twei) FROM bank_account GROUP BY kind ORDER BY kind"
    )
    head = read_head(connection)
    return BooksOverview(
        day=world.books.day,
        is_open=world.books.is_open,
        closes=world.books.closes,
        postings=head.seq,
        head_hash=head.hash,
        pool_twei=world.balance(chart.POOL),
        ext_twei=world.balance(chart.EXT),
        by_kind={str(kind): int(twei) for kind, twei in sums},
    )

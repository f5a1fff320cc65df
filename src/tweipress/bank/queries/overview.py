"""The books themselves: the tariff in force, the current day, and the books at a glance."""

from tweipress.bank.queries.view_models import BooksOverview
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.read_session import current_world
from tweipress.bank.storage.world import StoredWorld
from tweipress.bank.teller.batch import read_head
from tweipress.core import chart
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.tariff import Tariff


def tariff() -> Tariff:
    """Return the tariff in force."""
    return tariff_in_force(current_world())


def today() -> str:
    """Return the ISO date of the open or last day, empty before the first."""
    return current_world().books.day


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

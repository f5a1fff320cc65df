"""Compares the stored books with what a replay of their journal has computed.

Both sides are read once, in the order of their keys, so neither has to fit into memory.
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter

from tweipress.bank.audit.merge_join import merge_join
from tweipress.bank.storage.connection import Connection, Row
from tweipress.bank.storage.tables import ACCOUNTS, TABLES, RecordTable, account_row

TEXT_KEYS = {"name", "report", "tariff_hash"}


def stored_differs(stored: Connection, computed: Connection) -> Iterator[str]:
    """Yield a sentence for every balance, record or line that is not as computed."""
    yield from _accounts_differ(stored, computed)
    for table in TABLES.values():
        yield from _records_differ(table, stored, computed)


def _accounts_differ(stored: Connection, computed: Connection) -> Iterator[str]:
    name = itemgetter(0)
    left = _rows(stored, ACCOUNTS.name, ACCOUNTS.columns, ACCOUNTS.keys)
    right = _rows(computed, ACCOUNTS.name, ACCOUNTS.columns, ACCOUNTS.keys)
    for there, due in merge_join(left, right, name, name):
        due_twei = due[-1] if due else 0
        if there is None:
            if due and due_twei:
                yield f"account {name(due)} is missing: it should hold {due_twei}"
        elif there[-1] != due_twei:
            yield f"account {name(there)} holds {there[-1]}, not {due_twei}"
        elif there != account_row(name(there), due_twei):
            yield f"account {name(there)} is filed wrongly"


def _records_differ(table: RecordTable, stored: Connection, computed: Connection) -> Iterator[str]:
    key = itemgetter(*(table.columns.index(name) for name in table.keys))
    left = _rows(stored, table.name, table.columns, table.keys)
    right = _rows(computed, table.name, table.columns, table.keys)
    for there, due in merge_join(left, right, key, key):
        if there == due:
            continue
        record = table.record(due) if due else None
        yield (
            f"{table.name} has {table.record(there)}, not {record}"
            if there
            else f"{table.name} lacks {record}"
        )


def _rows(
    connection: Connection, table: str, columns: Sequence[str], keys: Sequence[str]
) -> Iterator[Row]:
    """Yield a table in the order of its keys; text is ordered by bytes on both databases."""
    by_bytes = ' COLLATE "C"' if connection.is_postgresql else ""
    order = ", ".join(f"{key}{by_bytes if key in TEXT_KEYS else ''}" for key in keys)
    return connection.stream(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}")  # noqa: S608  # names of our own tables

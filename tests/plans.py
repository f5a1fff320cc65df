"""How a database finds what it is asked for: which tables it reads from end to end."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections

SMALL = {"bank_books", "bank_day", "bank_tarifftext", "bank_head", "v"}
"""Tables that never have many rows; v is the list of what is asked for."""
SCAN = re.compile(r"SCAN ([a-z_]+)\b(?! USING)|Seq Scan on ([a-z_]+)")


class Plans:
    """The queries that were asked while watching, each with what it reads whole, and how many."""

    def __init__(self) -> None:
        self.asked: dict[tuple[str, str], Any] = {}
        self.times = 0

    def whole_tables(self) -> set[tuple[str, str]]:
        """Return every table read from end to end, with the query that does."""
        return {
            (table, sql)
            for (alias, sql), values in self.asked.items()
            for table in _scanned(alias, sql, values)
            if table not in SMALL
        }


@contextmanager
def watched() -> Iterator[Plans]:
    """Note every query of this thread on the site's and the books' connection."""
    plans = Plans()

    def note(alias: str) -> Any:
        def wrapper(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
            if sql.startswith("SELECT"):
                plans.asked[alias, sql] = values
                plans.times += 1
            return execute(sql, values, many, context)

        return wrapper

    with ExitStack() as stack:
        for alias in ("default", "books"):
            stack.enter_context(connections[alias].execute_wrapper(note(alias)))
        yield plans


def _scanned(alias: str, sql: str, values: Any) -> set[str]:
    """Return the tables that a query reads whole when the planner avoids it wherever it can."""
    is_postgresql = connections[alias].vendor == "postgresql"
    with connections[alias].cursor() as cursor:
        if is_postgresql:
            cursor.execute("SET enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'' if is_postgresql else 'QUERY PLAN'} {sql}", values)
        lines = [str(row[-1]) for row in cursor.fetchall()]
        if is_postgresql:
            cursor.execute("RESET enable_seqscan")
    scans = (SCAN.search(line) for line in lines)
    return {(scan[1] or scan[2]).lower() for scan in scans if scan}

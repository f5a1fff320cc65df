"""SQLite's own cursor for reads: saves what Django's does around each statement, some 15 µs.

Keeps nothing. Whoever listens to a connection's statements, or another database, gets Django's.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper

Row = tuple[Any, ...]
TEXTS_KEPT: Final = 512
"""How many statements are kept with SQLite's placeholders; each has one text, but for its lists."""
_PLACE: Final = re.compile(r"(?<!%)%s")


def rows(wrapper: BaseDatabaseWrapper, sql: str, values: Sequence[Any]) -> list[Row]:
    """Run a query on Django's connection and return its rows."""
    if wrapper.vendor == "sqlite" and not (wrapper.execute_wrappers or wrapper.queries_logged):
        wrapper.ensure_connection()
        with wrapper.wrap_database_errors:
            answer: list[Row] = wrapper.connection.execute(for_sqlite(sql), values).fetchall()
    else:
        with wrapper.cursor() as cursor:
            cursor.execute(sql, values)
            answer = cursor.fetchall()
    return answer


@lru_cache(maxsize=TEXTS_KEPT)
def for_sqlite(sql: str) -> str:
    """Return a statement with the placeholders of SQLite's driver."""
    return _PLACE.sub("?", sql).replace("%%", "%")

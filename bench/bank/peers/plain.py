"""The plain peers: one transaction an act, as a careful developer writes it (psycopg 3, sqlite3).

The statements are in the .sql files of this folder; pgbench uses the same.
"""

import queue
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Final

import psycopg

from bench.bank.databases import Database
from bench.bank.driving import Timing, drive
from bench.bank.peers.peer import LIKES
from bench.bank.stage import DAY, DISCUSSED, Stage
from harness.postgres import USER
from tweipress.core.ids import CommentId

POOL: Final = 64
"""The most connections that help; more callers wait for one."""
DIGEST: Final = "0" * 64
BODY: Final = '{"act":"like","comment":1000,"member":10000}'
CHECKED: Final = 2
"""The first statements read what a rule would read; the caller fetches the rows."""
NAMED: Final = re.compile(r"""(?<![:"]):([a-z_]+)""")

Values = Mapping[str, int | str]
Run = Callable[[Sequence[str], Values], None]


@cache
def statements(name: str) -> tuple[str, ...]:
    """Return the statements of a file, in order."""
    text = (Path(__file__).parent / f"{name}.sql").read_text(encoding="ascii")
    lines = [line for line in text.splitlines() if not line.startswith("--")]
    return tuple(part.strip() for part in "\n".join(lines).split(";") if part.strip())


def like_values(stage: Stage, number: int, day: date = DAY) -> Values:
    """Return the values for the statements of a like."""
    member, comment = stage.liked(number)
    writer = stage.writer(CommentId(comment))
    return {
        "number": number,
        "member": member,
        "comment": comment,
        "writer": writer,
        "author": stage.author,
        "pot": f"pot:{comment}",
        "members_bucket": f"vesting:{member}:{day}",
        "writers_bucket": f"vesting:{writer}:{day}",
        "authors_bucket": f"vesting:{stage.author}:{day}",
        "body": BODY,
        "digest": DIGEST,
    }


def reading_values(stage: Stage, number: int, day: date = DAY) -> Values:
    """Return the values for the statements of an opening and a Plus."""
    member, article = stage.read(number)
    assert article > DISCUSSED
    return {
        "opening": 2 * number,
        "rating": 2 * number + 1,
        "member": member,
        "article": article,
        "author": stage.author,
        "session": f"{number:032x}",
        "lane": f"lane:{article}:open",
        "reserved": f"reserved:{member}",
        "members_bucket": f"vesting:{member}:{day}",
        "authors_bucket": f"vesting:{stage.author}:{day}",
        "body": BODY,
        "digest": DIGEST,
    }


class Plain:
    """Callers that share a pool of connections, with one transaction an act."""

    name: str

    def __init__(self, connections: Sequence[Any], stage: Stage, work: str) -> None:
        """Work on connections that are open already."""
        self._all = connections
        self._pool: queue.SimpleQueue[Any] = queue.SimpleQueue()
        for connection in connections:
            self._pool.put(connection)
        self._stage = stage
        self._numbers = count()
        self._do = self._like if work == LIKES else self._read

    def run(self, callers: int, seconds: float) -> Timing:
        """Do acts with `callers` callers for `seconds`."""
        return drive(self._do, self._numbers, callers, seconds)

    def close(self) -> None:
        """Close the books."""
        for connection in self._all:
            connection.close()

    def _like(self, number: int) -> int:
        self._act("like", like_values(self._stage, number))
        return 1

    def _read(self, number: int) -> int:
        values = reading_values(self._stage, number)
        self._act("open", values)
        self._act("plus", values)
        return 2

    def _act(self, name: str, values: Values) -> None:
        connection = self._pool.get()
        try:
            cursor = connection.cursor()
            begin, *guards = self._statements(name)[: CHECKED + 1]
            cursor.execute(begin)
            for guard in guards:
                cursor.execute(guard, values)
                assert cursor.fetchall(), guard
            for statement in self._statements(name)[CHECKED + 1 :]:
                cursor.execute(statement, values)
        finally:
            self._pool.put(connection)

    def _statements(self, name: str) -> Sequence[str]:
        raise NotImplementedError


class PlainPostgres(Plain):
    """psycopg 3 with prepared statements; rows are locked in the order of their names."""

    name = "psycopg 3, a transaction per act"

    def __init__(self, database: Database, stage: Stage, work: str) -> None:
        """Open the pool."""
        made = [
            psycopg.connect(host=database.host, user=USER, dbname=database.name, autocommit=True)
            for _ in range(POOL)
        ]
        super().__init__(made, stage, work)

    def _statements(self, name: str) -> Sequence[str]:
        return _for_psycopg(name)


class PlainSqlite(Plain):
    """sqlite3 with synchronous=FULL; one connection is fastest, as only one can write."""

    name = "sqlite3 FULL, a transaction per act"

    def __init__(self, database: Database, stage: Stage, work: str) -> None:
        """Open the connection."""
        made = sqlite3.connect(database.name, isolation_level=None, check_same_thread=False)
        made.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
        super().__init__([made], stage, work)

    def _statements(self, name: str) -> Sequence[str]:
        return _for_sqlite(name)


@cache
def _for_psycopg(name: str) -> tuple[str, ...]:
    return tuple(NAMED.sub(r"%(\1)s", statement) for statement in statements(name))


@cache
def _for_sqlite(name: str) -> tuple[str, ...]:
    changed = {"BEGIN": "BEGIN IMMEDIATE"}
    return tuple(
        changed.get(statement, statement.removesuffix(" FOR UPDATE"))
        for statement in statements(name)
    )

"""Commits that fail in the database itself, by a constraint that is looked at when they end."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tests.faults.machine.ground import Ground

CHILD: Final = "parent bigint REFERENCES fault_parent (id) DEFERRABLE INITIALLY DEFERRED"
TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS fault_parent (id bigint PRIMARY KEY)",
    f"CREATE TABLE IF NOT EXISTS fault_child ({CHILD})",
)
SPRING: Final = "BEGIN INSERT INTO fault_child VALUES (0);"
FUNCTION: Final = f"fault() RETURNS trigger LANGUAGE plpgsql AS $$ {SPRING} RETURN NEW; END $$"
TRIGGER: Final = "CREATE TRIGGER fault AFTER UPDATE ON bank_head"
SET: Final = {
    "sqlite": (f"{TRIGGER} {SPRING} END",),
    "postgres": (
        f"CREATE OR REPLACE FUNCTION {FUNCTION}",
        f"{TRIGGER} FOR EACH ROW EXECUTE FUNCTION fault()",
    ),
}
CLEAR: Final = {"sqlite": "DROP TRIGGER fault", "postgres": "DROP TRIGGER fault ON bank_head"}
WAIT_S = 20.0


@contextmanager
def commits_fail(ground: Ground) -> Iterator[None]:
    """Let every commit that moves the journal's head fail, at its very end."""
    _run(ground, (*TABLES, *SET[ground.database]))
    try:
        yield
    finally:
        _run(ground, (CLEAR[ground.database],))


def _run(ground: Ground, statements: tuple[str, ...]) -> None:
    if ground.server is not None:
        for statement in statements:
            ground.server.run(statement, ground.books)
        return
    with sqlite3.connect(ground.file, timeout=WAIT_S, isolation_level=None) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()

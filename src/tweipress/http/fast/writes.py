"""Writes to the site's own SQLite: one thread at a time, while another one computes.

Saves waiting in SQLite's busy timeout, which serves nobody in order, and the turn that everybody
waits for while the disk is written. On PostgreSQL, where writers do not wait for each other,
nothing of this happens.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection

from tweipress.bank.turns import Turns, in_transaction, waiting

NORMAL: Final = 1
"""SQLite's level of a commit that waits for no disk."""

line: Final = Turns()


@contextmanager
def writing(*, waits_for_disk: bool = True) -> Iterator[None]:
    """Let a thread write, when those before have; inside, or in a transaction, it just goes on.

    What a start finds again after a power cut, or what may be lost in one, need not be on the disk
    before the answer: it is there with the next commit that waits for it. A process that is killed
    loses nothing.
    """
    if connection.vendor != "sqlite" or in_transaction() or line.has_turn:
        yield
        return
    with waiting(), line.taking():
        connection.ensure_connection()
        driver = connection.connection
        level = driver.execute("PRAGMA synchronous").fetchone()[0]
        if waits_for_disk or level <= NORMAL:
            yield
            return
        driver.execute(f"PRAGMA synchronous={NORMAL}")
        try:
            yield
        finally:
            try:
                driver.execute(f"PRAGMA synchronous={level}")
            except sqlite3.Error:  # it was closed meanwhile, or cannot be: a new one waits again
                connection.close()

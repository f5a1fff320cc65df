"""Leadership: one teller at a time may write the books, ensured by a lock and an epoch.

The lock keeps a second teller waiting. The epoch makes sure that a teller that lost the lock
without noticing can never commit again.
"""

from contextlib import suppress

from django.db import connections
from django.db.utils import DatabaseError, InterfaceError
from filelock import FileLock, Timeout

from tweipress.bank.storage.connection import BOOKS, Connection
from tweipress.bank.teller.batch import Head, read_head
from tweipress.core.state.journal import GENESIS

ADVISORY_LOCK = 0x7477656970726573
SILENCE = (
    ("tcp_keepalives_idle", 2),
    ("tcp_keepalives_interval", 1),
    ("tcp_keepalives_count", 3),
    ("tcp_user_timeout", 5_000),
)
"""A killed teller's connection is closed by its machine, which frees the lock. When the network is
cut, the server has to find out: while nothing is under way by probes (seconds and tries), else by
an answer that is not confirmed (milliseconds). It takes 5 s instead of a quarter of an hour."""


class Leadership:
    """The right to write the books of one connection."""

    def __init__(self, connection: Connection, alias: str = BOOKS) -> None:
        """Prepare; nothing is locked yet."""
        self._connection = connection
        # Not bound to a thread: the one that releases the lock need not be the one that took it.
        self._lock = FileLock(f"{connections.settings[alias]['NAME']}.lock", thread_local=False)

    def try_lock(self) -> bool:
        """Take the lock if nobody holds it; a connection that cannot ask is closed."""
        if self._connection.is_postgresql:
            try:
                return self._try_advisory_lock()
            except BaseException:
                self._connection.close()
                raise
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        return True

    def begin_epoch(self) -> Head:
        """Start a new epoch, which ends every older one, and return the journal's end."""
        self._connection.begin()
        self._connection.run(
            "INSERT INTO bank_head (id, epoch, seq, hash, at_ms) VALUES (1, 0, 0, %s, 0)"
            " ON CONFLICT (id) DO NOTHING",
            (GENESIS,),
        )
        self._connection.run("UPDATE bank_head SET epoch = epoch + 1 WHERE id = 1")
        head = read_head(self._connection)
        self._connection.commit()
        return head

    def release(self) -> None:
        """Let the next teller in; on PostgreSQL closing the connection does."""
        self._lock.release(force=True)
        self._connection.close()

    def hand_over(self) -> None:
        """Release the lock before the connection: the next command finds it free.

        A server notices only later that a connection was closed. A teller does not wait for it: its
        connection may be one that has no answer any more.
        """
        if self._connection.is_postgresql:
            with suppress(DatabaseError, InterfaceError):
                self._connection.rows("SELECT pg_advisory_unlock(%s)", (ADVISORY_LOCK,))
        self.release()

    def _try_advisory_lock(self) -> bool:
        rows = self._connection.rows("SELECT pg_try_advisory_lock(%s)", (ADVISORY_LOCK,))
        if rows[0][0]:
            for name, value in SILENCE:
                self._connection.rows("SELECT set_config(%s, %s, false)", (name, str(value)))
        return bool(rows[0][0])

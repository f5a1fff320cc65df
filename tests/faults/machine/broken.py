"""`python -m tests.faults.machine.broken HOW`: a teller that errs, to see that it is caught.

`lockless` alone is honest: it takes no lock, as after a lock was lost, and is stopped by its epoch.
"""

import sys
from collections.abc import Callable, Sequence
from typing import Final

import django
from django.core.management import call_command

MOVE_HEAD: Final = "UPDATE bank_head SET seq = %s, hash = %s, at_ms = %s WHERE id = 1"


def _lockless() -> None:
    """Lead without the lock, whoever else does."""
    from tweipress.bank.teller.leader import Leadership  # noqa: PLC0415  # Django's apps must be loaded first

    Leadership.try_lock = lambda self: True  # type: ignore[method-assign]  # the error itself


def _fenceless() -> None:
    """Lead without the lock, and go on at the journal's end whoever moved it."""
    from tweipress.bank.teller import batch  # noqa: PLC0415  # as said above
    from tweipress.bank.teller.batch import Batch, read_head  # noqa: PLC0415  # as said above
    from tweipress.bank.teller.ticket import Ticket  # noqa: PLC0415  # as said above

    _lockless()
    honest = Batch._find_known  # noqa: SLF001  # as said above
    batch.HEAD_UPDATE = f"{MOVE_HEAD} AND %s > 0 AND %s >= 0"

    def find_known(self: Batch, tickets: Sequence[Ticket]) -> None:
        if (
            self.connection.is_postgresql
        ):  # or both would write the same number, and one of them fail
            self.connection.rows("SELECT 1 FROM bank_head FOR UPDATE")
        self.start = self.head = read_head(self.connection)
        self.now_ms = max(self.now_ms, self.head.at_ms)
        honest(self, tickets)

    Batch._find_known = find_known  # type: ignore[method-assign]  # noqa: SLF001  # the error itself


def _keyless() -> None:
    """Do whatever is asked, however often; its books have no index that would object."""
    from tweipress.bank.storage.connection import Connection  # noqa: PLC0415  # as said above
    from tweipress.bank.teller.batch import Batch  # noqa: PLC0415  # as said above
    from tweipress.bank.teller.ticket import Ticket  # noqa: PLC0415  # as said above

    connection = Connection()
    connection.run("DROP INDEX IF EXISTS bank_posting_once_a_key")
    connection.close()

    def find_known(self: Batch, tickets: Sequence[Ticket]) -> None:
        self._known.clear()  # as said above

    Batch._find_known = find_known  # type: ignore[method-assign]  # noqa: SLF001  # the error itself


def _forgetless() -> None:
    """Go on with what a failed commit left in memory, wherever rows that it changes have gone."""
    from tweipress.bank.storage.connection import Connection  # noqa: PLC0415  # as said above
    from tweipress.bank.storage.world import StoredWorld  # noqa: PLC0415  # as said above
    from tweipress.bank.teller import teller  # noqa: PLC0415  # as said above

    kept: list[StoredWorld] = []

    def world(connection: Connection) -> StoredWorld:
        if not kept:
            kept.append(StoredWorld(connection))
        return kept[0]

    vars(teller)["StoredWorld"] = world
    Connection._check_expected = lambda self: self._expected.clear()  # type: ignore[method-assign]  # noqa: SLF001  # the error itself


WAYS: Final[dict[str, Callable[[], None]]] = {
    "lockless": _lockless,
    "fenceless": _fenceless,
    "keyless": _keyless,
    "forgetless": _forgetless,
}


def main() -> None:
    """Start `tweipress teller`, broken."""
    django.setup()
    WAYS[sys.argv[1]]()
    call_command("teller")


if __name__ == "__main__":
    main()

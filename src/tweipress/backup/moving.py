"""Taking a running SQLite site to PostgreSQL: shut here, copied, proven equal, used there."""

from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tweipress import bank
from tweipress.backup import write_lock
from tweipress.backup.aliases import alias_like
from tweipress.backup.backup import stamp
from tweipress.backup.building import BOOKS, PARTS, Built, Say, audited, build
from tweipress.backup.errors import CopyError, Why
from tweipress.backup.manifest import Counted, Part
from tweipress.backup.snapshot import Snapshot, snapshots
from tweipress.backup.staging import staged

WHICH: Final = "SELECT current_database(), pg_postmaster_start_time()"
MISSING: Final = "3D000"  # PostgreSQL's code for a database that is not there


class _Live:
    """A held site as a source of rows; nothing is known about them beforehand."""

    def __init__(self, held: dict[str, Snapshot]) -> None:
        self._held = held

    def part(self, alias: str) -> Part:
        """Return the tables of one of the databases."""
        snapshot = self._held[alias]
        tables = {table.name: Counted(0, "", table.columns) for table in snapshot.tables}
        return Part(snapshot.migrations, tables, snapshot.numbers_given())

    def lines(self, alias: str, table: str) -> Generator[bytes]:
        """Yield the rows of a table."""
        snapshot = self._held[alias]
        return next(stored for stored in snapshot.tables if stored.name == table).lines(
            snapshot.alias
        )


def move(to: dict[str, dict[str, Any]], say: Say) -> Built:
    """Take the site to the databases described in `to`, by alias, and leave it shut here.

    Until all is proven nothing is used there, and whatever fails opens the site here again.
    """
    for alias in PARTS:
        if connections[alias].vendor != "sqlite":
            raise CopyError(Why.NO_SITE, f"The {PARTS[alias]} is on PostgreSQL already.")
    with ExitStack() as stack:
        targets = {
            alias: stack.enter_context(alias_like(alias, "moved", **described))
            for alias, described in to.items()
        }
        _refuse_unfit(targets)
        try:
            stack.enter_context(bank.books_at_rest(targets[BOOKS]))
        except bank.BooksClosedError as error:
            raise CopyError(Why.SITE_RUNS, f"There: {error}") from error
        copies = {alias: stack.enter_context(staged(target)) for alias, target in targets.items()}
        stack.enter_context(_shut_unless_done())
        say("The site is shut for writing; it is still read.")
        built = _copy({alias: copy.alias for alias, copy in copies.items()}, say)
        for copy in copies.values():
            copy.move_in(stamp())
    return built


def is_shut() -> bool:
    """Tell whether an earlier move has left the site shut, done or cut off."""
    return any(map(write_lock.is_shut, PARTS))


def go_back() -> None:
    """Let the SQLite site be written again."""
    write_lock.open_again(PARTS)


def _copy(aliases: dict[str, str], say: Say) -> Built:
    """Copy what is held, and prove that the books there are the books here."""
    with snapshots(*PARTS) as held:
        source = dict(zip(PARTS, held, strict=True))
        head = bank.journal_end(source[BOOKS].alias)
        built = build(_Live(source), aliases, say)
    if (built.head_seq, built.head_hash) != (head.seq, head.hash):
        raise CopyError(Why.COPY_DIFFERS, "The journals end differently.")
    for name, where in (("here", {BOOKS: BOOKS}), ("there", aliases)):
        say(f"Auditing the books {name}")
        audited(where)
    return built


def _refuse_unfit(targets: dict[str, str]) -> None:
    """Refuse databases that cannot be reached, are the same one twice, or are not empty."""
    which = set()
    for alias in targets.values():
        name = connections.settings[alias]["NAME"]
        try:
            _make_if_missing(connections[alias])
            with connections[alias].cursor() as cursor:
                cursor.execute(WHICH)
                which.add(cursor.fetchone())
        except DatabaseError as error:
            reason = str(error).strip().splitlines()[0]
            raise CopyError(Why.DATABASE_FAILED, f"{name} cannot be used: {reason}") from error
        if tables := connections[alias].introspection.table_names():
            raise CopyError(
                Why.SITE_TAKEN, f"{name} is not empty: it has {tables[0]}. Name an empty database."
            )
    if len(which) < len(targets):
        raise CopyError(Why.TARGET_WRONG, "Site and books would share a database: name two.")


def _make_if_missing(connection: BaseDatabaseWrapper) -> None:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", None)
        if state != MISSING and "does not exist" not in str(error):
            raise
        with connection._nodb_cursor() as cursor:  # noqa: SLF001  # Django's own way for test databases
            cursor.execute(f'CREATE DATABASE "{connection.settings_dict["NAME"]}"')


@contextmanager
def _shut_unless_done() -> Iterator[None]:
    """Keep the site here shut when all went well; else leave it as it was."""
    were_open = [alias for alias in PARTS if not write_lock.is_shut(alias)]
    try:
        write_lock.shut(PARTS)
        yield
    except BaseException:
        write_lock.open_again(were_open)
        raise

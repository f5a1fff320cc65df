"""Building a site's databases anew from a copy: filled, compared row by row, audited."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import Error as DatabaseFault
from django.db import OperationalError

from tweipress import bank
from tweipress.backup.errors import CopyError, Why
from tweipress.backup.manifest import Part
from tweipress.backup.rows import Digest
from tweipress.backup.target import Target

SITE, BOOKS = "default", "books"
PARTS = {BOOKS: "books", SITE: "site"}
"""What a copy calls the databases, in the order in which they are taken: the books first."""
TOLD = 3
MISFITS = (ValueError, TypeError, OverflowError, RecursionError, ValidationError)
"""What reading a row raises that is none of a table's."""

Say = Callable[[str], None]


class Source(Protocol):
    """Where the rows of a copy come from."""

    def part(self, alias: str) -> Part:
        """Return what is known about one of the databases."""
        ...

    def lines(self, alias: str, table: str) -> Generator[bytes]:
        """Yield the rows of a table."""
        ...


@dataclass(frozen=True)
class Built:
    """What was built: rows by database, and the end of the journal."""

    rows: dict[str, int]
    head_seq: int
    head_hash: str


def build(source: Source, aliases: dict[str, str], say: Say) -> Built:
    """Make, fill and compare both databases; `aliases` are the empty ones, by those they are for.

    They end in this version's tables. What the site's texts say of postings that the books do not
    hold is left open again: it was written after the books had been taken.
    """
    rows = {}
    for alias in PARTS:
        part = source.part(alias)
        target = Target(aliases[alias], part.migrations)
        rows[alias] = _fill(target, source, alias, say)
        target.go_on_from(part.numbers_given)
        target.migrate()
    head = bank.journal_end(aliases[BOOKS])
    _open_again(head.seq, aliases[SITE])
    return Built(rows, head.seq, head.hash)


def audited(aliases: dict[str, str]) -> None:
    """Audit what was built; CopyError with the first differences when the books are not clean."""
    if findings := bank.audit_findings(aliases[BOOKS], TOLD):
        raise CopyError(Why.BOOKS_UNCLEAN, f"The audit finds: {'; '.join(findings)}.")


def _fill(target: Target, source: Source, alias: str, say: Say) -> int:
    part = source.part(alias)
    if strange := sorted(set(part.tables) ^ set(target.tables)):
        raise CopyError(Why.BACKUP_FOREIGN, f"{strange[0]} is not a table of both sides.")
    if strange := sorted(set(part.numbers_given) - set(target.tables)):
        raise CopyError(Why.BACKUP_DAMAGED, f"{strange[0]} is no table that gives numbers.")
    came: dict[str, Digest] = {}
    where = PARTS[alias]
    try:
        with target.bare():
            for name, table in target.tables.items():
                where, came[name] = name, Digest()
                counted = part.tables[name]
                if counted.columns != table.columns:
                    raise CopyError(Why.BACKUP_FOREIGN, f"{name} has other columns here.")
                with closing(source.lines(alias, name)) as lines:
                    target.fill(table, _counted(lines, came[name]))
                if counted.digest and counted.digest != came[name].text:
                    raise CopyError(Why.BACKUP_DAMAGED, f"{name} is not what was backed up.")
                say(f"{name}: {came[name].rows} rows")
            where = PARTS[alias]
    except OperationalError as error:
        raise CopyError(Why.DATABASE_FAILED, f"{where}: {_first(error)}.") from error
    except (DatabaseFault, *MISFITS) as error:
        raise CopyError(Why.ROWS_UNFIT, f"{where} does not fit: {_first(error)}.") from error
    for name, table in target.tables.items():
        if target.made.digest(table).text != came[name].text:
            raise CopyError(Why.COPY_DIFFERS, f"{name} was not stored as it came.")
    return sum(digest.rows for digest in came.values())


def _counted(lines: Iterable[bytes], digest: Digest) -> Iterator[bytes]:
    for line in lines:
        digest.add(line)
        yield line


def _open_again(head_seq: int, alias: str) -> None:
    from tweipress.articles import actions as articles  # noqa: PLC0415  # apps must be loaded first
    from tweipress.comments import actions as comments  # noqa: PLC0415  # as said above
    from tweipress.moderation import actions as moderation  # noqa: PLC0415  # as said above
    from tweipress.notifications import actions as notifications  # noqa: PLC0415  # as said above
    from tweipress.people.actions import members  # noqa: PLC0415  # as said above

    for app in (members, articles, comments, moderation, notifications):
        app.open_again_after(head_seq, alias)


def _first(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".")

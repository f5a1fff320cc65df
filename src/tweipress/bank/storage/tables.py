"""Which table holds which kind of record, how a row becomes the record again, and the statements.

Each statement has one text, whatever the number of rows or keys, so that a driver prepares it once:
PostgreSQL is given an array a column, SQLite a row at a time or the keys as JSON.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any, Final

from tweipress.bank.storage.columns import Column, column_of
from tweipress.core import chart
from tweipress.core.pnl import Amounts
from tweipress.core.records.article import Agreement, Article, Lane
from tweipress.core.records.ban import Ban
from tweipress.core.records.books import Books, Day, TariffText
from tweipress.core.records.case import Flag, Hold
from tweipress.core.records.comment import Comment
from tweipress.core.records.invitation import Invitation
from tweipress.core.records.member import Member
from tweipress.core.records.night import Night
from tweipress.core.records.pnl import Pnl, PostAtClose, Report
from tweipress.core.records.proposal import Proposal
from tweipress.core.records.reading import Reading, Session
from tweipress.core.records.record import Key, Record
from tweipress.core.records.repeat import Repeat
from tweipress.core.records.review import Review, Seat
from tweipress.core.records.vote import Vote
from tweipress.core.records.vouch import Vouch
from tweipress.core.state.journal import Posting

Row = tuple[Any, ...]
ARRAYS: Final = {int: "bigint[]", bool: "boolean[]", str: "text[]"}
FLAT: Final = frozenset({Pnl, PostAtClose, Report})
"""The kinds whose twelve amounts have a column each."""


@dataclass(frozen=True)
class Table:
    """A table of the books, or as many of its columns as are asked for.

    A row is known by its keys; without keys it is only ever added. `only` narrows what is found.
    `indexed` are the columns that an index names beside the keys: a row that is known to be stored,
    and in which none of them changes, is written by `update_row`, which leaves the indexes alone.
    """

    name: str
    types: dict[str, type]
    keys: tuple[str, ...] = ()
    only: str = ""
    indexed: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the columns in order."""
        return tuple(self.types)

    @cached_property
    def key_types(self) -> tuple[type, ...]:
        """Return the types of the key's columns."""
        return tuple(self.types[key] for key in self.keys)

    @cached_property
    def insert_row(self) -> str:
        """Return what stores a row, in place of the one of the same key."""
        return self._insert(f"VALUES ({', '.join(['%s'] * len(self.columns))})")

    @cached_property
    def insert_arrays(self) -> str:
        """Return what stores many rows, given as an array a column, in PostgreSQL."""
        arrays = ", ".join(f"%s::{ARRAYS[kind]}" for kind in self.types.values())
        return self._insert(f"SELECT * FROM unnest({arrays})")  # noqa: S608  # names of our own types

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Return the columns that no index names: they can be changed where the row lies."""
        named = {*self.keys, *self.indexed}
        return tuple(name for name in self.columns if name not in named)

    @cached_property
    def pick_plain(self) -> Callable[[Row], Row]:
        """Return what picks of a row the plain columns, then the keys."""
        return itemgetter(*(self.columns.index(name) for name in (*self.plain, *self.keys)))

    @cached_property
    def plain_types(self) -> tuple[type, ...]:
        """Return the types of the plain columns, then of the keys."""
        return tuple(self.types[name] for name in (*self.plain, *self.keys))

    @cached_property
    def update_row(self) -> str:
        """Return what changes a row's plain columns, in SQLite."""
        sets = ", ".join(f"{name} = %s" for name in self.plain)
        where = " AND ".join(f"{key} = %s" for key in self.keys)
        return f"UPDATE {self.name} SET {sets} WHERE {where}"  # noqa: S608  # names of our own tables

    @cached_property
    def update_arrays(self) -> str:
        """Return what changes many rows' plain columns, given as arrays, in PostgreSQL."""
        names = (*self.plain, *self.keys)
        sets = ", ".join(f"{name} = v.{name}" for name in self.plain)
        arrays = ", ".join(f"%s::{ARRAYS[kind]}" for kind in self.plain_types)
        where = " AND ".join(f"t.{key} = v.{key}" for key in self.keys)
        source = f"unnest({arrays}) AS v({', '.join(names)})"
        return f"UPDATE {self.name} t SET {sets} FROM {source} WHERE {where}"  # noqa: S608  # names of our own tables

    @cached_property
    def select_one(self) -> str:
        """Return what finds a row by its key."""
        where = " AND ".join(f"{key} = %s" for key in self.keys)
        return f"SELECT {', '.join(self.columns)} FROM {self.name} t WHERE {where} {self.only}"  # noqa: S608  # names of our own tables

    @cached_property
    def select_arrays(self) -> str:
        """Return what finds rows by many keys, given as an array a column, in PostgreSQL."""
        arrays = ", ".join(f"%s::{ARRAYS[kind]}" for kind in self.key_types)
        equal = [f"t.{key} = v.{key}" for key in self.keys]
        return self._select(f"unnest({arrays}) AS v({', '.join(self.keys)}) JOIN", equal)

    @cached_property
    def select_json(self) -> str:
        """Return what finds rows by many keys, given as one JSON text, in SQLite.

        CROSS JOIN makes SQLite find each key by index instead of scanning the table.
        """
        equal = [f"t.{key} = v.value ->> {place}" for place, key in enumerate(self.keys)]
        return self._select("json_each(%s) AS v CROSS JOIN", equal)

    def _insert(self, rows: str) -> str:
        others = [name for name in self.columns if name not in self.keys]
        sets = ", ".join(f"{name} = excluded.{name}" for name in others)
        instead = f" ON CONFLICT ({', '.join(self.keys)}) DO UPDATE SET {sets}" if self.keys else ""
        return f"INSERT INTO {self.name} ({', '.join(self.columns)}) {rows}{instead}"

    def _select(self, source: str, equal: Iterable[str]) -> str:
        columns = ", ".join(f"t.{column}" for column in self.columns)
        return f"SELECT {columns} FROM {source} {self.name} t ON {' AND '.join(equal)} {self.only}"  # noqa: S608  # names of our own tables


@dataclass(frozen=True)
class RecordTable(Table):
    """A table that mirrors one kind of record, field by field; the twelve amounts lie flat.

    `fields` says how each field of the record lies in its column.
    """

    kind: Any = None
    fields: tuple[Column, ...] = ()

    @cached_property
    def writers(self) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
        """Return the places of values that become something else in a row, and how."""
        return tuple((place, field.write) for place, field in enumerate(self.fields) if field.write)

    @cached_property
    def readers(self) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
        """Return the places of values that become something else in a record, and how."""
        return tuple((place, field.read) for place, field in enumerate(self.fields) if field.read)

    @cached_property
    def pick_indexed(self) -> Callable[[Any], Any]:
        """Return what picks of a record what an index names."""
        return attrgetter(*self.indexed)

    def row(self, record: Any) -> Row:
        """Return a record as a row."""
        if self.writers:
            values = list(record)
            for place, write in self.writers:
                values[place] = write(values[place])
            record = tuple(values)
        if self.kind in FLAT:
            return (*record[:-1], *record[-1])
        return (0, *record) if self.kind is Books else record

    def record(self, row: Row) -> Record:
        """Return a row as the record."""
        if self.kind is Books:
            row = row[1:]
        elif self.kind in FLAT:
            plain = len(self.fields) - 1
            row = (*row[:plain], Amounts._make(row[plain:]))
        if self.readers:
            values = list(row)
            for place, read in self.readers:
                values[place] = read(values[place])
            row = tuple(values)
        made: Record = self.kind._make(row)
        return made


def _mirror(
    kind: type[Record], name: str, *keys: str, indexed: tuple[str, ...] = ()
) -> RecordTable:
    """Return a record's table, its columns read from the record's own fields."""
    fields = {name: column_of(of) for name, of in kind.__annotations__.items()}
    types = {name: column.kind for name, column in fields.items()}
    if types.pop("amounts", None):
        types |= Amounts.__annotations__
    if kind is Books:
        types = {"id": int, **types}
    return RecordTable(name, types, keys, indexed=indexed, kind=kind, fields=tuple(fields.values()))


def key_values(key: Key) -> tuple[int | str, ...]:
    """Return a record's key as the values of its key columns."""
    return key if isinstance(key, tuple) else (key,)


def account_row(name: str, balance_twei: int) -> Row:
    """Return an account as its table has it: what its name says, and its balance."""
    return (*chart.described(name), balance_twei > 0, balance_twei)


TABLES: Final[dict[Any, RecordTable]] = {
    table.kind: table
    for table in (
        _mirror(Books, "bank_books", "id"),
        _mirror(Day, "bank_day", "number"),
        _mirror(TariffText, "bank_tarifftext", "tariff_hash"),
        _mirror(Member, "bank_member", "member", indexed=("level_fixed", "xp_trust", "flags")),
        _mirror(Article, "bank_article", "article"),
        _mirror(Agreement, "bank_agreement", "article", "member"),
        _mirror(Lane, "bank_lane", "article", "name"),
        _mirror(Session, "bank_session", "member"),
        _mirror(Reading, "bank_reading", "member", "article"),
        _mirror(
            Comment, "bank_comment", "comment", indexed=("article", "writer", "at_ms", "ended")
        ),
        _mirror(Vote, "bank_vote", "member", "comment"),
        _mirror(Pnl, "bank_pnl", "article", "member", indexed=("day", "before")),
        _mirror(PostAtClose, "bank_postatclose", "article"),
        _mirror(Report, "bank_report", "report"),
        _mirror(Flag, "bank_flag", "flag"),
        _mirror(Hold, "bank_hold", "flag"),
        _mirror(Review, "bank_review", "article"),
        _mirror(Repeat, "bank_repeat", "article"),
        _mirror(Seat, "bank_seat", "article", "member"),
        _mirror(Invitation, "bank_invitation", "member"),
        _mirror(Vouch, "bank_vouch", "member", "other"),
        _mirror(Ban, "bank_ban", "member"),
        _mirror(Proposal, "bank_proposal", "member", "power"),
        _mirror(Night, "bank_night", "day"),
    )
}
POSTINGS: Final = Table(
    "bank_posting",
    {**{name: column_of(of).kind for name, of in Posting.__annotations__.items()}, "hash": str},
)
ENTRIES: Final = Table(
    "bank_entry",
    {
        "posting": int,
        "account": str,
        "owner": int,
        "amount_twei": int,
        "balance_twei": int,
        "spendable_twei": int,
    },
)
ACCOUNTS: Final = Table(
    "bank_account",
    {
        "name": str,
        "kind": str,
        "owner": int,
        "article": int,
        "day": str,
        "is_funded": bool,
        "balance_twei": int,
    },
    ("name",),
)
BALANCES: Final = Table("bank_account", {"name": str, "balance_twei": int}, ("name",))
"""The same, as far as a balance that stays above 0 changes it."""
HOLDINGS: Final = Table(
    "bank_account",
    {"owner": int, "name": str, "day": str, "balance_twei": int},
    ("owner",),
    "AND t.owner > 0 AND t.is_funded ORDER BY t.owner, t.day",
)
"""What members own, oldest buckets first."""
RECEIPTS: Final = Table(
    "bank_posting",
    {"member": int, "request_key": str, "body": str, "seq": int, "at_ms": int, "answer": str},
    ("member", "request_key"),
)

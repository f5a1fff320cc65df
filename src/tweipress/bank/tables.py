"""Which table holds which kind of fact, and how a row becomes the fact again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from tweipress.core import cases, facts, ties
from tweipress.core.facts import Fact, Key
from tweipress.core.pnl import Amounts


@dataclass(frozen=True)
class Table:
    """A table of the books that mirrors one kind of fact."""

    kind: type[Fact]
    name: str
    keys: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns in the order of the fact's fields; the twelve amounts lie flat."""
        fields = self.kind._fields
        if fields[-1] == "amounts":
            return (*fields[:-1], *Amounts._fields)
        return ("id", *fields) if self.kind is facts.Books else fields

    def row(self, fact: Fact) -> tuple[Any, ...]:
        """Return a fact as a row."""
        if isinstance(fact, facts.Pnl | facts.Report):
            return (*fact[:-1], *fact.amounts)
        return (0, *fact) if isinstance(fact, facts.Books) else tuple(fact)

    def fact(self, row: Sequence[Any]) -> Fact:
        """Return a row as the fact; SQLite's 0 and 1 become booleans again."""
        make: Any = self.kind
        if self.kind in {facts.Pnl, facts.Report}:
            plain = len(self.kind._fields) - 1
            return make(*row[:plain], Amounts(*row[plain:]))  # type: ignore[no-any-return]  # a Fact
        values = row[1:] if self.kind is facts.Books else row
        types = self.kind.__annotations__.values()
        pairs = zip(values, types, strict=True)
        return make(*(bool(v) if kind is bool else v for v, kind in pairs))  # type: ignore[no-any-return]  # a Fact

    @property
    def select(self) -> str:
        """Return the statement that finds one fact by its key."""
        where = " AND ".join(f"{key} = %s" for key in self.keys)
        return f"SELECT {', '.join(self.columns)} FROM {self.name} WHERE {where}"  # noqa: S608  # names of our own tables

    def select_many(self, number: int) -> str:
        """Return the statement that finds as many facts by their keys."""
        return matching(self.name, self.columns, self.keys, number)

    @property
    def upsert(self) -> str:
        """Return the statement that stores a fact in place of the one before."""
        return upsert(self.name, self.columns, self.keys)


def matching(table: str, columns: Sequence[str], keys: Sequence[str], number: int) -> str:
    """Return a query for the rows of `number` keys, each found by index.

    It joins a list of values: SQLite reads the whole table for `(a, b) IN (VALUES ...)`.
    """
    one = ", ".join(["%s"] * len(keys))
    marks = ", ".join([f"({one})"] * number)
    found = ", ".join(f"t.{column}" for column in columns)
    equal = " AND ".join(f"t.{key} = v.column{place}" for place, key in enumerate(keys, 1))
    return f"SELECT {found} FROM (VALUES {marks}) AS v JOIN {table} t ON {equal}"  # noqa: S608  # names of our own tables


def upsert(table: str, columns: Sequence[str], keys: Sequence[str]) -> str:
    """Return an insert that replaces the row of the same key; both databases know it."""
    marks = ", ".join(["%s"] * len(columns))
    sets = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in keys)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  # names of our own tables
        f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sets}"
    )


def key_values(key: Key) -> tuple[int | str, ...]:
    """Return a fact's key as the values of its key columns."""
    return key if isinstance(key, tuple) else (key,)


TABLES: Final[dict[Any, Table]] = {
    table.kind: table
    for table in (
        Table(facts.Books, "bank_books", ("id",)),
        Table(facts.Day, "bank_day", ("number",)),
        Table(facts.TariffText, "bank_tarifftext", ("tariff_hash",)),
        Table(facts.Member, "bank_member", ("member",)),
        Table(ties.Invitation, "bank_invitation", ("member",)),
        Table(ties.Vouch, "bank_vouch", ("member", "other")),
        Table(ties.Ban, "bank_ban", ("member",)),
        Table(ties.Night, "bank_night", ("day",)),
        Table(facts.Article, "bank_article", ("article",)),
        Table(facts.Lane, "bank_lane", ("article", "name")),
        Table(facts.Session, "bank_session", ("member",)),
        Table(facts.Reading, "bank_reading", ("member", "article")),
        Table(facts.Comment, "bank_comment", ("comment",)),
        Table(facts.Vote, "bank_vote", ("member", "comment")),
        Table(facts.Pnl, "bank_pnl", ("article", "member")),
        Table(facts.Report, "bank_report", ("report",)),
        Table(cases.Flag, "bank_flag", ("flag",)),
        Table(cases.Hold, "bank_hold", ("flag",)),
    )
}

"""The books as rules see them, kept in memory and loaded from the database when first asked for.

The teller owns one for as long as its commits succeed; queries make one each. `flush` writes what
`apply` changed. Questions about sets flush first, so that the database's answer is the present one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from tweipress.bank.link import Link, Row
from tweipress.bank.tables import TABLES, key_values, upsert
from tweipress.core import chart
from tweipress.core.facts import LIKE, WHOLE_POST, Books, Fact, Key, Vote
from tweipress.core.memory import MemoryWorld
from tweipress.core.outcome import Outcome
from tweipress.core.ties import Invitation, Vouch
from tweipress.core.world import F

K = TypeVar("K")
ACCOUNT_COLUMNS = ("name", "kind", "owner", "article", "day", "balance_twei")
ACCOUNT_UPSERT = upsert("bank_account", ACCOUNT_COLUMNS, ("name",))
ESCROWED = (
    "SELECT DISTINCT article FROM bank_account WHERE article > 0 AND balance_twei > 0"
    " AND article > %s AND article <= %s ORDER BY article"
)
EMPTY = Books(scenario=False, gates=True)
AT_ONCE = 2_000
"""How many keys one query asks for."""


class StoredWorld(MemoryWorld):
    """A MemoryWorld whose dictionaries are a cache of the database."""

    def __init__(self, link: Link) -> None:
        """Start with nothing loaded."""
        super().__init__()
        self._link = link
        self._owners: set[int] = set()
        self._dirty_facts: dict[tuple[type[Fact], Key], Fact] = {}
        self._dirty_accounts: set[str] = set()
        self.facts.clear()

    @property
    def books(self) -> Books:
        """Return the row about the books themselves; empty books before they are founded."""
        return self.get(Books, 0) or EMPTY

    def get(self, kind: type[F], key: Key) -> F | None:
        """Return the fact of that kind and key; absence is remembered too."""
        rows: dict[Key, Any] = self.facts.setdefault(kind, {})
        if key not in rows:
            table = TABLES[kind]
            found = self._link.rows(table.select, key_values(key))
            rows[key] = table.fact(found[0]) if found else None
        fact: F | None = rows[key]
        return fact

    def preload(self, kind: type[Fact], keys: Iterable[Key]) -> None:
        """Load many facts of a kind with one query, those that are absent included."""
        rows: dict[Key, Any] = self.facts.setdefault(kind, {})
        table = TABLES[kind]
        for wanted in _portions(key for key in dict.fromkeys(keys) if key not in rows):
            rows.update(dict.fromkeys(wanted))
            values = [value for key in wanted for value in key_values(key)]
            for row in self._link.rows(table.select_many(len(wanted)), values):
                fact = table.fact(row)
                rows[fact.key] = fact

    def preload_balances(self, accounts: Iterable[str]) -> None:
        """Load the balances of many accounts that are no member's with one query."""
        unknown = (name for name in dict.fromkeys(accounts) if name not in self.balances)
        for wanted in _portions(unknown):
            self.balances.update(dict.fromkeys(wanted, 0))
            sql = f"SELECT name, balance_twei FROM bank_account WHERE name IN ({_marks(wanted)})"  # noqa: S608  # marks are placeholders only
            for name, twei in self._link.rows(sql, wanted):
                self.balances[name] = int(twei)

    def preload_owners(self, members: Iterable[int]) -> None:
        """Load all accounts of many members with one query."""
        for wanted in _portions(it for it in dict.fromkeys(members) if it not in self._owners):
            self._owners.update(wanted)
            sql = (
                f"SELECT owner, name, day, balance_twei FROM bank_account"  # noqa: S608  # marks are placeholders only
                f" WHERE owner IN ({_marks(wanted)}) AND owner > 0 AND balance_twei > 0"
                f" ORDER BY owner, day"
            )
            for owner, name, day, twei in self._link.rows(sql, wanted):
                self.balances[name] = int(twei)
                if day:
                    self.buckets.setdefault(owner, []).append(day)

    def balance(self, account: str) -> int:
        """Return an account's balance; a member's accounts are loaded together."""
        known = self.balances.get(account)
        if known is not None:
            return known
        owner = chart.owner(account)
        if owner:
            self.preload_owners((owner,))
            return self.balances.get(account, 0)
        found = self._link.rows("SELECT balance_twei FROM bank_account WHERE name = %s", (account,))
        self.balances[account] = int(found[0][0]) if found else 0
        return self.balances[account]

    def vesting_days(self, member: int) -> Sequence[str]:
        """Return the days of a member's vesting buckets, oldest first."""
        self.preload_owners((member,))
        return super().vesting_days(member)

    def votes(self, comment: int) -> Sequence[Vote]:
        """Return the votes on a comment, by member."""
        self.flush()
        table = TABLES[Vote]
        sql = f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE comment = %s"  # noqa: S608  # names of our own tables
        return [
            vote
            for row in self._link.rows(sql, (comment,))
            if isinstance(vote := table.fact(row), Vote)
        ]

    def likes_between(self, one: int, other: int, since_ms: int, but_comment: int) -> int:
        """Count the likes either gave the other from `since_ms` on, on any other comment."""
        self.flush()
        sql = (
            "SELECT count(*) FROM bank_vote WHERE kind = %s AND at_ms >= %s AND comment <> %s"
            " AND ((writer = %s AND member = %s) OR (writer = %s AND member = %s))"
        )
        found = self._link.rows(sql, (LIKE, since_ms, but_comment, one, other, other, one))
        return int(found[0][0])

    def invitations_by(self, member: int) -> Sequence[Invitation]:
        """Return whom a member brought in, by number."""
        return self._found(Invitation, "inviter = %s ORDER BY member", member)

    def vouches_by(self, member: int) -> Sequence[Vouch]:
        """Return a member's vouches, those that ended too, by the other's number."""
        return self._found(Vouch, "member = %s ORDER BY other", member)

    def vouches_for(self, member: int) -> Sequence[Vouch]:
        """Return the vouches for a member, those that ended too, by the voucher's number."""
        return self._found(Vouch, "other = %s ORDER BY member", member)

    def _found(self, kind: type[F], where: str, value: int) -> list[F]:
        """Return the facts of a kind that a condition finds in the database as it is now."""
        self.flush()
        table = TABLES[kind]
        sql = f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE {where}"  # noqa: S608  # our own words
        facts = (table.fact(row) for row in self._link.rows(sql, (value,)))
        return [fact for fact in facts if isinstance(fact, kind)]

    def escrowed_articles(self, after: int, up_to: int) -> Sequence[int]:
        """Return the articles in that range whose escrow holds anything, in order."""
        self.flush()
        return [int(row[0]) for row in self._link.rows(ESCROWED, (after, up_to))]

    def members_with_lines(self, article: int, at_most: int) -> Sequence[int]:
        """Return up to `at_most` members with lines on an article."""
        self.flush()
        sql = "SELECT member FROM bank_pnl WHERE article = %s AND member <> %s LIMIT %s"
        return [int(row[0]) for row in self._link.rows(sql, (article, WHOLE_POST, at_most))]

    def members_with_buckets(self, until: str) -> Sequence[int]:
        """Return the members whose buckets of `until` (ISO date) or before hold Twei, in order."""
        self.flush()
        sql = (
            "SELECT DISTINCT owner FROM bank_account WHERE kind = 'vesting' AND balance_twei > 0"
            " AND day <= %s AND owner NOT IN (SELECT member FROM bank_member WHERE flags > 0)"
            " ORDER BY owner"
        )
        return [int(row[0]) for row in self._link.rows(sql, (until,))]

    def apply(self, outcome: Outcome) -> None:
        """Make an accepted act's changes in memory; `flush` writes them."""
        for transfer in outcome.transfers:
            self.balance(transfer.debit)
            self.balance(transfer.credit)
            self._dirty_accounts.update((transfer.debit, transfer.credit))
        super().apply(outcome)

    def put(self, fact: Fact) -> None:
        """Store a fact under its key, in place of the one before."""
        self.facts.setdefault(type(fact), {})[fact.key] = fact
        self._dirty_facts[type(fact), fact.key] = fact

    def flush(self) -> None:
        """Write every changed fact and balance; the caller's transaction makes them durable."""
        by_kind: dict[type[Fact], list[Fact]] = {}
        for (kind, _), fact in self._dirty_facts.items():
            by_kind.setdefault(kind, []).append(fact)
        for kind, facts in by_kind.items():
            table = TABLES[kind]
            self._link.run_many(table.upsert, map(table.row, facts))
        if self._dirty_accounts:
            names = sorted(self._dirty_accounts)
            rows = (account_row(name, self.balances[name]) for name in names)
            self._link.run_many(ACCOUNT_UPSERT, rows)
        self._dirty_facts.clear()
        self._dirty_accounts.clear()

    @property
    def size(self) -> int:
        """Return how many facts and balances are in memory."""
        return len(self.balances) + sum(map(len, self.facts.values()))


def account_row(name: str, balance_twei: int) -> Row:
    """Return an account as its table has it: what its name says, and its balance."""
    return (
        name,
        chart.kind(name),
        chart.owner(name),
        chart.article_of(name),
        chart.bucket_day(name),
        balance_twei,
    )


def _portions(keys: Iterable[K]) -> Iterator[list[K]]:
    """Cut what many queries will ask for into lists that one query can take."""
    waiting = iter(keys)
    while portion := list(islice(waiting, AT_ONCE)):
        yield portion


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))

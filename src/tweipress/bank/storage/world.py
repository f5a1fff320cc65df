"""The stored world: the books as rules see them, loaded from the database when first asked for.

The teller keeps one as long as its commits succeed; each read session makes one. `flush` writes
what `apply` changed. Questions about sets flush first, so that the database's answer is current.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from tweipress.bank.storage import selections
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.tables import (
    ACCOUNTS,
    BALANCES,
    HOLDINGS,
    TABLES,
    RecordTable,
    account_row,
    key_values,
)
from tweipress.core import chart
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.records.books import Books
from tweipress.core.records.comment import Comment
from tweipress.core.records.invitation import Invitation
from tweipress.core.records.record import Key, Record
from tweipress.core.records.review import Review
from tweipress.core.records.vote import Vote, VoteKind
from tweipress.core.records.vouch import Vouch
from tweipress.core.state.memory import MemoryWorld
from tweipress.core.state.outcome import Outcome
from tweipress.core.state.world import F

EMPTY = Books(scenario=False, gates=True)


class StoredWorld(MemoryWorld):
    """A MemoryWorld whose dictionaries are a cache of the database.

    When a world has grown too large, a younger one replaces it and copies from it what is asked
    for. So records in use stay in memory, and the others are dropped with the older world.
    """

    def __init__(self, connection: Connection, older: "StoredWorld | None" = None) -> None:
        """Start with nothing loaded; `older` must have been flushed."""
        super().__init__()
        self._connection = connection
        self._older = older
        self._owners: set[MemberId] = set()
        self._changed: dict[type[Record], dict[Key, Record]] = {kind: {} for kind in TABLES}
        self._stored: dict[type[Record], dict[Key, Record | None]] = {kind: {} for kind in TABLES}
        self._moved: dict[str, int] = {}
        self.records = {kind: {} for kind in TABLES}
        if older is not None:
            older.forget_older()

    def forget_older(self) -> None:
        """Drop the older world."""
        self._older = None

    @property
    def books(self) -> Books:
        """Return the row about the books themselves; empty books before they are founded."""
        books: Any = self.records[Books].get(0)
        return books or self.get(Books, 0) or EMPTY

    def get(self, kind: type[F], key: Key) -> F | None:
        """Return the record of that kind and key; absence is remembered too."""
        rows: dict[Key, Any] = self.records[kind]
        try:
            record: F | None = rows[key]
        except KeyError:
            self.preload(kind, (key,))
            record = rows[key]
        return record

    def preload(self, kind: type[Any], keys: Iterable[Key]) -> None:
        """Load many records of a kind with one query, those that are absent included."""
        rows: dict[Key, Any] = self.records[kind]
        wanted = [key for key in dict.fromkeys(keys) if key not in rows]
        if wanted and self._older is not None:
            known = self._older.records[kind]
            rows.update((key, known[key]) for key in wanted if key in known)
            wanted = [key for key in wanted if key not in known]
        if not wanted:
            return
        rows.update(dict.fromkeys(wanted))
        table = TABLES[kind]
        for row in self._connection.find(table, [key_values(key) for key in wanted]):
            record = table.record(row)
            rows[record.key] = record

    def preload_balances(self, accounts: Iterable[str]) -> None:
        """Load the balances of many accounts that are no member's with one query."""
        balances = self.balances
        wanted = [name for name in dict.fromkeys(accounts) if name not in balances]
        if wanted and self._older is not None:
            known = self._older.balances
            balances.update((name, known[name]) for name in wanted if name in known)
            wanted = [name for name in wanted if name not in known]
        if not wanted:
            return
        balances.update(dict.fromkeys(wanted, 0))
        balances.update(self._connection.find(BALANCES, [(name,) for name in wanted]))

    def preload_owners(self, members: Iterable[MemberId]) -> None:
        """Load all accounts of many members with one query."""
        wanted = [member for member in dict.fromkeys(members) if member not in self._owners]
        if not wanted:
            return
        self._owners.update(wanted)
        if self._older is not None:
            known = {member: self._older.holdings(member) for member in wanted}
            wanted = [member for member, holdings in known.items() if holdings is None]
            for member, holdings in known.items():
                self.balances.update(holdings or {})
                self.buckets[member] = [day for day in map(chart.bucket_day, holdings or {}) if day]
        for owner, name, day, twei in self._connection.find(
            HOLDINGS, [(member,) for member in wanted]
        ):
            self.balances[name] = twei
            if day:
                self.buckets.setdefault(owner, []).append(day)

    def holdings(self, member: MemberId) -> dict[str, int] | None:
        """Return what is known of a member's accounts, oldest bucket first; None if not loaded."""
        if member not in self._owners:
            return None
        names = [*chart.plain(member)]
        names += [chart.vesting(member, day) for day in super().vesting_days(member)]
        return {name: self.balances[name] for name in names if name in self.balances}

    def balance(self, account: str) -> int:
        """Return an account's balance; a member's accounts are loaded together."""
        known = self.balances.get(account)
        if known is not None:
            return known
        owner = chart.owner(account)
        if not owner:
            self.preload_balances((account,))
            return self.balances[account]
        self.preload_owners((owner,))
        return self.balances.get(account, 0)

    def vesting_days(self, member: MemberId) -> Sequence[str]:
        """Return the days of a member's vesting buckets, oldest first."""
        self.preload_owners((member,))
        return super().vesting_days(member)

    def votes(self, comment: CommentId) -> Sequence[Vote]:
        """Return the votes on a comment, by member."""
        self.flush()
        table = TABLES[Vote]
        sql = f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE comment = %s"  # noqa: S608  # names of our own tables
        return [
            vote
            for row in self._connection.rows(sql, (comment,))
            if isinstance(vote := table.record(row), Vote)
        ]

    def unsettled_comments(self, article: ArticleId) -> Sequence[Comment]:
        """Return the comments on an article that have not ended, by number."""
        return self._where(Comment, "ended = '' AND article = %s ORDER BY comment", article)

    def likes_between(
        self, one: MemberId, other: MemberId, since_ms: int, but_comment: CommentId
    ) -> int:
        """Count the likes either gave the other from `since_ms` on, on any other comment."""
        self.flush()
        sql = (
            "SELECT count(*) FROM bank_vote WHERE kind = %s AND at_ms >= %s AND comment <> %s"
            " AND ((writer = %s AND member = %s) OR (writer = %s AND member = %s))"
        )
        rows = self._connection.rows(
            sql, (VoteKind.LIKE, since_ms, but_comment, one, other, other, one)
        )
        return int(rows[0][0])

    def voted_between(self, one: MemberId, other: MemberId, since_ms: int) -> bool:
        """Tell whether either voted on a comment of the other's from `since_ms` on."""
        self.flush()
        sql = (
            "SELECT 1 FROM bank_vote WHERE at_ms >= %s"
            " AND ((writer = %s AND member = %s) OR (writer = %s AND member = %s)) LIMIT 1"
        )
        return bool(self._connection.rows(sql, (since_ms, one, other, other, one)))

    def members_from(self, xp: int, level: int) -> Sequence[MemberId]:
        """Return the members with that much XP, some of it from trust, or that level fixed."""
        self.flush()
        return selections.jurors(self._connection, xp, level)

    def reviews_by(self, author: MemberId) -> Sequence[Review]:
        """Return the reviews that an author has asked for, by article."""
        return self._where(Review, "author = %s ORDER BY article", author)

    def invitations_by(self, member: MemberId) -> Sequence[Invitation]:
        """Return whom a member brought in, by number."""
        return self._where(Invitation, "inviter = %s ORDER BY member", member)

    def vouches_by(self, member: MemberId) -> Sequence[Vouch]:
        """Return a member's vouches, those that ended too, by the other's number."""
        return self._where(Vouch, "member = %s ORDER BY other", member)

    def vouches_for(self, member: MemberId) -> Sequence[Vouch]:
        """Return the vouches for a member, those that ended too, by the voucher's number."""
        return self._where(Vouch, "other = %s ORDER BY member", member)

    def _where(self, kind: type[F], where: str, value: int) -> list[F]:
        """Return the records of a kind that a condition finds in the database as it is now."""
        self.flush()
        table = TABLES[kind]
        sql = f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE {where}"  # noqa: S608  # our own words
        records = (table.record(row) for row in self._connection.rows(sql, (value,)))
        return [record for record in records if isinstance(record, kind)]

    def escrowed_articles(self, after: ArticleId, up_to: ArticleId) -> Sequence[ArticleId]:
        """Return the articles in that range whose escrow holds anything, in order."""
        self.flush()
        return selections.escrowed_articles(self._connection, after, up_to)

    def members_changed(
        self, article: ArticleId, since: int, close: int, at_most: int
    ) -> Sequence[MemberId]:
        """Return up to `at_most` members whose lines on an article changed after day `since`."""
        self.flush()
        return selections.members_changed(self._connection, article, since, close, at_most)

    def members_with_buckets(self, until: str) -> Sequence[MemberId]:
        """Return the members whose buckets of `until` (ISO date) or before hold Twei, in order."""
        self.flush()
        return selections.members_with_buckets(self._connection, until)

    def apply(self, outcome: Outcome) -> None:
        """Make an accepted act's changes in memory; `flush` writes them."""
        balances, moved = self.balances, self._moved
        for debit, credit, _ in outcome.transfers:
            for account in (debit, credit):
                if account not in moved:
                    moved[account] = balances[account] = self.balance(account)
        super().apply(outcome)

    def put(self, record: Record) -> None:
        """Store a record under its key, in place of the one before."""
        kind, key = type(record), record.key
        rows, changed = self.records[kind], self._changed[kind]
        if key not in changed:
            self._stored[kind][key] = rows.get(key)
        rows[key] = changed[key] = record

    def flush(self) -> None:
        """Write every changed record and balance; the caller's transaction makes them durable."""
        for kind, changed in self._changed.items():
            if changed:
                self._write(TABLES[kind], changed, self._stored[kind])
                changed.clear()
                self._stored[kind].clear()
        if self._moved:
            self._write_balances()
            self._moved.clear()

    def _write(
        self, table: RecordTable, changed: dict[Key, Record], stored: dict[Key, Record | None]
    ) -> None:
        """Write records; those that are stored, and keep what indexes name, where they lie."""
        if not table.indexed:
            self._connection.put(table, list(map(table.row, changed.values())))
            return
        whole, plain = [], []
        for key, record in changed.items():
            before, row = stored[key], table.row(record)
            if before is not None and table.pick_indexed(before) == table.pick_indexed(record):
                plain.append(table.pick_plain(row))
            else:
                whole.append(row)
        if whole:
            self._connection.put(table, whole)
        if plain:
            self._connection.change(table, plain)

    def _write_balances(self) -> None:
        """Write the balances that have moved; one that stays above 0 is changed where it lies."""
        balances, whole, plain = self.balances, [], []
        for name, before_twei in sorted(self._moved.items()):
            twei = balances[name]
            if before_twei > 0 and twei > 0:
                plain.append((twei, name))
            else:
                whole.append(account_row(name, twei))
        if whole:
            self._connection.put(ACCOUNTS, whole)
        if plain:
            self._connection.change(BALANCES, plain)

    @property
    def size(self) -> int:
        """Return how many records and balances are in memory."""
        return len(self.balances) + sum(map(len, self.records.values()))

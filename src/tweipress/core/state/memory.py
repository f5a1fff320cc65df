"""The books in plain dictionaries: the world of scenarios, the simulator, the audit, the tests."""

from bisect import insort
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from tweipress.core import chart
from tweipress.core.ids import NO_ARTICLE, ArticleId, CommentId, MemberId
from tweipress.core.pnl import Amounts
from tweipress.core.records.books import Books
from tweipress.core.records.comment import Comment
from tweipress.core.records.invitation import Invitation
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import WHOLE_POST, Pnl, PostAtClose
from tweipress.core.records.record import Key, Record
from tweipress.core.records.review import Review
from tweipress.core.records.vote import Vote, VoteKind
from tweipress.core.records.vouch import Vouch
from tweipress.core.state.journal import entry_owner
from tweipress.core.state.outcome import LineEntry, Outcome, Transfer
from tweipress.core.state.world import F


class BooksBrokenError(Exception):
    """An invariant would not hold after an act: a defect of a rule, never a member's mistake."""


class MemoryWorld:
    """Balances, records, and the few indexes that rules ask for; `apply` is its only write."""

    def __init__(self) -> None:
        """Start with no books: the first act founds them."""
        self.records: dict[type[Any], dict[Key, Record]] = {
            Books: {0: Books(scenario=False, gates=True)}
        }
        self.balances: dict[str, int] = {}
        self.buckets: dict[MemberId, list[str]] = {}
        self.totals: dict[MemberId, int] = {}
        self.by_comment: dict[CommentId, list[Key]] = {}
        self.by_article: dict[ArticleId, list[CommentId]] = {}
        self.likes: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self.last_vote_ms: dict[tuple[int, int], int] = {}
        self.by_author: dict[MemberId, set[ArticleId]] = {}
        self.by_inviter: dict[MemberId, set[MemberId]] = {}
        self.by_voucher: dict[MemberId, set[MemberId]] = {}
        self.by_vouched: dict[MemberId, set[MemberId]] = {}
        self.with_lines: dict[ArticleId, dict[MemberId, None]] = {}

    @property
    def books(self) -> Books:
        """Return the row about the books themselves."""
        return self.records[Books][0]  # type: ignore[return-value]  # keyed by its own kind

    def get(self, kind: type[F], key: Key) -> F | None:
        """Return the record of that kind and key, None when there is none."""
        rows = self.records.get(kind)
        return None if rows is None else rows.get(key)  # type: ignore[return-value]  # keyed by its own kind

    def preload(self, kind: type[Record], keys: Iterable[Key]) -> None:
        """Do nothing: all records are here."""

    def preload_balances(self, accounts: Iterable[str]) -> None:
        """Do nothing: all balances are here."""

    def preload_owners(self, members: Iterable[MemberId]) -> None:
        """Do nothing: all accounts are here."""

    def balance(self, account: str) -> int:
        """Return an account's balance in Twei, 0 for one never used."""
        return self.balances.get(account, 0)

    def vesting_days(self, member: MemberId) -> Sequence[str]:
        """Return the days of a member's vesting buckets, oldest first."""
        return self.buckets.get(member, ())

    def owned(self, member: MemberId) -> int:
        """Return a member's available, vesting and held Twei together."""
        known = self.totals.get(member)
        if known is None:
            accounts = [chart.available(member), chart.held(member)]
            accounts += [chart.vesting(member, day) for day in self.vesting_days(member)]
            known = self.totals[member] = sum(map(self.balance, accounts))
        return known

    def votes(self, comment: CommentId) -> Sequence[Vote]:
        """Return the votes on a comment, by member."""
        votes = (self.get(Vote, key) for key in self.by_comment.get(comment, ()))
        return sorted((vote for vote in votes if vote is not None), key=lambda vote: vote.member)

    def unsettled_comments(self, article: ArticleId) -> Sequence[Comment]:
        """Return the comments on an article that have not ended, by number."""
        comments = (self.get(Comment, number) for number in self.by_article.get(article, ()))
        unsettled = (one for one in comments if one is not None and not one.ended)
        return sorted(unsettled, key=lambda one: one.comment)

    def likes_between(
        self, one: MemberId, other: MemberId, since_ms: int, but_comment: CommentId
    ) -> int:
        """Count the likes either gave the other since `since_ms` (included), on other comments."""
        both = (*self.likes.get((one, other), ()), *self.likes.get((other, one), ()))
        return sum(at_ms >= since_ms and comment != but_comment for at_ms, comment in both)

    def voted_between(self, one: MemberId, other: MemberId, since_ms: int) -> bool:
        """Tell whether either voted on a comment of the other's since `since_ms` (included)."""
        last = self.last_vote_ms
        return any(last.get(pair, -1) >= since_ms for pair in ((one, other), (other, one)))

    def members_from(self, xp: int, level: int) -> Sequence[MemberId]:
        """Return the members with that much XP, some of it from trust, or that level fixed."""
        members: Iterable[Any] = self.records.get(Member, {}).values()
        return sorted(one.member for one in members if one.can_be_drawn(xp, level))

    def reviews_by(self, author: MemberId) -> Sequence[Review]:
        """Return the reviews that an author has asked for, by article."""
        numbers = sorted(self.by_author.get(author, ()))
        return [review for number in numbers if (review := self.get(Review, number))]

    def invitations_by(self, member: MemberId) -> Sequence[Invitation]:
        """Return the invitations of a member, by the invited member's number."""
        numbers = sorted(self.by_inviter.get(member, ()))
        return [invitation for number in numbers if (invitation := self.get(Invitation, number))]

    def vouches_by(self, member: MemberId) -> Sequence[Vouch]:
        """Return a member's vouches, those that ended too, by the other's number."""
        others = sorted(self.by_voucher.get(member, ()))
        return [vouch for other in others if (vouch := self.get(Vouch, (member, other)))]

    def vouches_for(self, member: MemberId) -> Sequence[Vouch]:
        """Return the vouches for a member, those that ended too, by the voucher's number."""
        vouchers = sorted(self.by_vouched.get(member, ()))
        return [vouch for voucher in vouchers if (vouch := self.get(Vouch, (voucher, member)))]

    def escrowed_articles(self, after: ArticleId, up_to: ArticleId) -> Sequence[ArticleId]:
        """Return the articles in that range whose escrow holds anything, in order."""
        numbers = {chart.article_of(account) for account, twei in self.balances.items() if twei}
        return sorted(number for number in numbers - {NO_ARTICLE} if after < number <= up_to)

    def members_changed(
        self, article: ArticleId, since: int, close: int, at_most: int
    ) -> Sequence[MemberId]:
        """Return up to `at_most` members whose lines on an article changed after day `since`."""
        members = self.with_lines.get(article, ())
        rows = (self.get(Pnl, (article, member)) for member in members)
        changed = (row.member for row in rows if row and row.changed_by(close) > since)
        return list(islice(changed, at_most))

    def members_with_buckets(self, until: str) -> Sequence[MemberId]:
        """Return the members whose buckets of `until` (ISO date) or before can mature, in order."""
        return sorted(
            member
            for member, days in self.buckets.items()
            if not self._is_held(member)
            and any(day <= until and self.balance(chart.vesting(member, day)) for day in days)
        )

    def apply(self, outcome: Outcome) -> None:
        """Make an accepted act's changes, all of them."""
        for transfer in outcome.transfers:
            self._transfer(transfer)
        for record in outcome.records:
            self.put(record)
        if outcome.lines:
            self._add_lines(outcome.lines)

    def put(self, record: Record) -> None:
        """Store a record under its key, in place of the one before."""
        rows = self.records.setdefault(type(record), {})
        key = record.key
        if key not in rows:
            self._index(record)
        rows[key] = record

    def _index(self, record: Record) -> None:
        if isinstance(record, Pnl):
            if record.member != WHOLE_POST:
                self.with_lines.setdefault(record.article, {})[record.member] = None
        elif isinstance(record, Comment):
            self.by_article.setdefault(record.article, []).append(record.comment)
        elif isinstance(record, Vote):
            self.by_comment.setdefault(record.comment, []).append(record.key)
            voter = (record.member, record.writer)
            self.last_vote_ms[voter] = max(record.at_ms, self.last_vote_ms.get(voter, -1))
            if record.kind == VoteKind.LIKE:
                pair = self.likes.setdefault((record.member, record.writer), [])
                pair.append((record.at_ms, record.comment))
        elif isinstance(record, Review):
            self.by_author.setdefault(record.author, set()).add(record.article)
        elif isinstance(record, Invitation):
            self.by_inviter.setdefault(record.inviter, set()).add(record.member)
        elif isinstance(record, Vouch):
            self.by_voucher.setdefault(record.member, set()).add(record.other)
            self.by_vouched.setdefault(record.other, set()).add(record.member)

    def _is_held(self, member: MemberId) -> bool:
        record = self.get(Member, member)
        return record is not None and record.is_held

    def _transfer(self, transfer: Transfer) -> None:
        debit, credit, amount_twei = transfer
        balances = self.balances
        left_twei = balances.get(debit, 0) - amount_twei
        if amount_twei <= 0 or (left_twei < 0 and debit != chart.EXT):
            raise BooksBrokenError(transfer)
        balances[debit] = left_twei
        if left_twei == 0 and debit.startswith("vesting:"):
            self.buckets[chart.owner(debit)].remove(chart.bucket_day(debit))
        before_twei = balances.get(credit, 0)
        if before_twei == 0 and credit.startswith("vesting:"):
            self._open_bucket(chart.owner(credit), chart.bucket_day(credit))
        balances[credit] = before_twei + amount_twei
        totals = self.totals  # kept once they were asked for: a member has many buckets
        if (payer := entry_owner(debit)) in totals:
            totals[payer] -= amount_twei
        if (earner := entry_owner(credit)) in totals:
            totals[earner] += amount_twei

    def _open_bucket(self, member: MemberId, day: str) -> None:
        """Note a bucket with something in it: the newest day's, or one that a release refills."""
        days = self.buckets.setdefault(member, [])
        if day not in days:
            insort(days, day)

    def _add_lines(self, lines: Iterable[LineEntry]) -> None:
        """Raise the members' lines and the whole post's, each row once.

        What is written while no day is open belongs to the next: the last close has been.
        """
        rows: dict[tuple[ArticleId, MemberId], tuple[Pnl, list[int]]] = {}
        for article, member, line, amount_twei in lines:
            for key in ((article, member), (article, WHOLE_POST)):
                known = rows.get(key)
                if known is None:
                    pnl = self.get(Pnl, key) or Pnl(*key)
                    known = rows[key] = (pnl, list(pnl.amounts))
                known[1][line] += amount_twei
        today = self.books.closes
        for pnl, row in rows.values():
            if pnl.member == WHOLE_POST and pnl.day < today:
                self.put(PostAtClose(pnl.article, pnl.amounts))
            self.put(pnl.on_day(today, Amounts(*row)))

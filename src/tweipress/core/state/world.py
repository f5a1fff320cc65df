"""What a rule may ask of the books: the records it judges by, however they are kept."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.records.books import Books
from tweipress.core.records.comment import Comment
from tweipress.core.records.invitation import Invitation
from tweipress.core.records.record import Key, Record
from tweipress.core.records.review import Review
from tweipress.core.records.vote import Vote
from tweipress.core.records.vouch import Vouch

F = TypeVar("F", bound=Record)


class World(Protocol):
    """Balances and records as they stand before the act."""

    @property
    def books(self) -> Books:
        """Return the row about the books themselves."""
        ...

    def get(self, kind: type[F], key: Key) -> F | None:
        """Return the record of that kind and key, None when there is none."""
        ...

    def balance(self, account: str) -> int:
        """Return an account's balance in Twei, 0 for one never used."""
        ...

    def vesting_days(self, member: MemberId) -> Sequence[str]:
        """Return the days of a member's vesting buckets, oldest first; some may be empty."""
        ...

    def preload(self, kind: type[Record], keys: Iterable[Key]) -> None:
        """Say which records will be asked for: a world that loads records loads them together."""
        ...

    def preload_balances(self, accounts: Iterable[str]) -> None:
        """Say which balances will be asked for, of accounts that belong to no member."""
        ...

    def preload_owners(self, members: Iterable[MemberId]) -> None:
        """Say whose accounts will be asked for."""
        ...

    def votes(self, comment: CommentId) -> Sequence[Vote]:
        """Return the votes on a comment, by member."""
        ...

    def unsettled_comments(self, article: ArticleId) -> Sequence[Comment]:
        """Return the comments on an article that have not ended, by number."""
        ...

    def likes_between(
        self, one: MemberId, other: MemberId, since_ms: int, but_comment: CommentId
    ) -> int:
        """Count the likes either gave the other since `since_ms` (included), on other comments."""
        ...

    def voted_between(self, one: MemberId, other: MemberId, since_ms: int) -> bool:
        """Tell whether either voted on a comment of the other's since `since_ms` (included)."""
        ...

    def members_from(self, xp: int, level: int) -> Sequence[MemberId]:
        """Return the members with that much XP, some of it from trust, or that level fixed.

        They are in order, without those who are banned or under a flag.
        """
        ...

    def reviews_by(self, author: MemberId) -> Sequence[Review]:
        """Return the reviews that an author has asked for, by article."""
        ...

    def invitations_by(self, member: MemberId) -> Sequence[Invitation]:
        """Return the invitations of a member, by the invited member's number."""
        ...

    def vouches_by(self, member: MemberId) -> Sequence[Vouch]:
        """Return a member's vouches, those that ended too, by the other's number."""
        ...

    def vouches_for(self, member: MemberId) -> Sequence[Vouch]:
        """Return the vouches for a member, those that ended too, by the voucher's number."""
        ...

    def escrowed_articles(self, after: ArticleId, up_to: ArticleId) -> Sequence[ArticleId]:
        """Return the articles whose lanes or review escrow hold anything, by number, in order.

        Those up to `after` are left out, as are those beyond `up_to`.
        """
        ...

    def members_changed(
        self, article: ArticleId, since: int, close: int, at_most: int
    ) -> Sequence[MemberId]:
        """Return up to `at_most` members whose lines on an article changed after day `since`.

        Changes after day `close`, which is the last one that was closed, do not count.
        """
        ...

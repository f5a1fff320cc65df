"""View models of bank.queries: frozen values, money in Twei, times in milliseconds."""

from dataclasses import dataclass

from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.records.comment import CommentEnd
from tweipress.core.records.vote import VoteKind
from tweipress.core.roles import Role
from tweipress.core.rules.quoting import Unpaid
from tweipress.core.rules.trust import TrustedLane
from tweipress.core.state.outcome import Refused


@dataclass(frozen=True, slots=True)
class Bucket:
    """What a member earned on a day, and the day at whose close it can be withdrawn (ISO dates)."""

    day: str
    amount_twei: int
    matures_on: str


@dataclass(frozen=True, slots=True)
class Trust:
    """A member's trust in thousandths, and whether that makes them trusted."""

    trust: int
    is_trusted: bool


@dataclass(frozen=True, slots=True)
class Rights:
    """What a member may do: level, roles, and what is left of today's quotas."""

    member: MemberId
    level: int
    roles: frozenset[Role]
    quota: dict[str, int]
    left: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Rights):
    """A member's rights, trust and money.

    `trusted_lane` says which of that lane's conditions are met. `spendable_twei` is what
    the member can pay with by the rules. `is_held` tells of a flag in force: what vests waits, and
    `held_twei` was taken out of it.
    """

    xp: int
    xp_next: int
    trust: int
    trusted: bool
    trusted_lane: TrustedLane
    spendable_twei: int
    available_twei: int
    vesting: tuple[Bucket, ...]
    bonded_twei: int
    held_twei: int
    is_held: bool

    @property
    def vesting_twei(self) -> int:
        """Return what still vests."""
        return sum(bucket.amount_twei for bucket in self.vesting)


@dataclass(frozen=True, slots=True)
class Offer:
    """What reading an article would pay now.

    `refused` is why it cannot be opened; `unpaid` is why it can, but would pay nothing.
    """

    article: ArticleId
    quote_twei: int
    refused: Refused | None
    unpaid: Unpaid | None
    time_to_read_s: int
    sections: int
    left_twei: int
    published_ms: int


@dataclass(frozen=True, slots=True)
class CommentBooks:
    """A comment's votes and its place in the books; `my_vote` is None as long as there is none."""

    comment: CommentId
    likes: int
    dislikes: int
    ended: CommentEnd
    my_vote: VoteKind | None
    settles_ms: int
    pot_twei: int
    bond_twei: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a comment's settlement paid, and what it would have paid by trust alone."""

    comment: CommentId
    reward_twei: int
    earned_twei: int


@dataclass(frozen=True, slots=True)
class Movement:
    """One entry on a member's statement; `balance_twei` is the total afterwards."""

    entry: int
    seq: int
    at_ms: int
    act: str
    article: ArticleId
    tariff_hash: str
    account_kind: str
    amount_twei: int
    balance_twei: int


@dataclass(frozen=True, slots=True)
class BooksOverview:
    """The books at a glance; `by_kind` sums the accounts of each class."""

    day: str
    is_open: bool
    closes: int
    postings: int
    head_hash: str
    pool_twei: int
    ext_twei: int
    by_kind: dict[str, int]

"""The chart of accounts: the name of every account the ledger can hold.

Only `ext` may be negative. Names are text so that a journal can be read without a key.
"""

from enum import StrEnum
from functools import lru_cache
from typing import Final

from tweipress.core.ids import NOBODY, ArticleId, CommentId, MemberId

EXT: Final = "ext"
POOL: Final = "pool"
DAY_READ: Final = "day:read"
DAY_COMMENTS: Final = "day:comments"


class LaneName(StrEnum):
    """The two escrows from which an article pays its readers."""

    OPEN = "open"
    TRUSTED = "trusted"


LANES: Final = tuple(LaneName)

_PLAIN: Final = ("available", "reserved", "held")
_OF_MEMBER: Final = frozenset({"vesting", *_PLAIN})


def available(member: MemberId) -> str:
    """Return the account of what a member may spend and withdraw."""
    return f"available:{member}"


def vesting(member: MemberId, day: str) -> str:
    """Return the bucket of what a member earned on `day` (ISO date), not withdrawable yet."""
    return f"vesting:{member}:{day}"


def reserved(member: MemberId) -> str:
    """Return the account that holds the quote of a member's one reading session."""
    return f"reserved:{member}"


def held(member: MemberId) -> str:
    """Return the account of what was taken from a member's vesting under a flag, until decided."""
    return f"held:{member}"


def plain(member: MemberId) -> tuple[str, ...]:
    """Return all accounts of a member but the buckets."""
    return tuple(f"{name}:{member}" for name in _PLAIN)


def lane(article: ArticleId, name: LaneName) -> str:
    """Return one of an article's two read-to-earn escrows."""
    return f"lane:{article}:{name}"


def pot(comment: CommentId) -> str:
    """Return a comment's like fund."""
    return f"pot:{comment}"


def bond(comment: CommentId) -> str:
    """Return the escrow of a comment's refundable bond."""
    return f"bond:{comment}"


def review(article: ArticleId) -> str:
    """Return the escrow of the author's bond on a reviewed article."""
    return f"review:{article}"


def kind(account: str) -> str:
    """Return the account's class: the text before its first colon."""
    return account.partition(":")[0]


def owner(account: str) -> MemberId:
    """Return the member whose account this is, 0 for accounts that are no member's."""
    head, _, rest = account.partition(":")
    if head not in _OF_MEMBER:
        return NOBODY
    return MemberId(int(rest.partition(":")[0]))


def article_of(account: str) -> ArticleId:
    """Return the article a lane or review escrow belongs to, 0 for any other account."""
    head, _, rest = account.partition(":")
    return ArticleId(int(rest.partition(":")[0]) if head in {"lane", "review"} else 0)


def bucket_day(account: str) -> str:
    """Return the ISO date of a vesting bucket, empty for any other account."""
    return account.rpartition(":")[2] if account.startswith("vesting:") else ""


@lru_cache(maxsize=2**14)
def described(account: str) -> tuple[str, str, int, int, str]:
    """Return an account's name and all that it says: class, owner, article, day of the bucket."""
    return (account, kind(account), owner(account), article_of(account), bucket_day(account))

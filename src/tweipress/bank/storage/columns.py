"""How a record's fields lie in columns: ids as numbers, sets and tuples as words."""

from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple

from tweipress.core.ids import MemberId
from tweipress.core.records.article import Shares
from tweipress.core.records.case import HeldBucket
from tweipress.core.roles import Role

OF: Final = "="


class Column(NamedTuple):
    """A column's plain type, and what converts a value; None where nothing has to.

    A state is text already: it is stored as it is, and looked up when it is read.
    """

    kind: type
    write: Callable[[Any], Any] | None = None
    read: Callable[[Any], Any] | None = None


def column_of(field: Any) -> Column:
    """Return the column of a field of that type."""
    if field in COLUMNS:
        return COLUMNS[field]
    if isinstance(field, type) and issubclass(field, StrEnum):
        return Column(str, read={member.value: member for member in field}.__getitem__)
    return Column(getattr(field, "__supertype__", field))


def roles_text(roles: frozenset[Role]) -> str:
    """Return roles as a column has them: sorted, with spaces between."""
    return " ".join(sorted(roles))


@lru_cache
def read_roles(text: str) -> frozenset[Role]:
    """Return the roles that a column names."""
    return frozenset(map(Role, text.split()))


def _members_text(members: tuple[MemberId, ...]) -> str:
    return " ".join(map(str, members))


def _read_members(text: str) -> tuple[MemberId, ...]:
    return tuple(MemberId(int(number)) for number in text.split())


def _buckets_text(buckets: tuple[HeldBucket, ...]) -> str:
    return " ".join(f"{day}{OF}{amount_twei}" for day, amount_twei in buckets)


def _read_buckets(text: str) -> tuple[HeldBucket, ...]:
    parts = (bucket.partition(OF) for bucket in text.split())
    return tuple(HeldBucket(day, int(amount_twei)) for day, _, amount_twei in parts)


def _shares_text(shares: Shares) -> str:
    return " ".join(f"{member}{OF}{bps}" for member, bps in shares)


def _read_shares(text: str) -> Shares:
    parts = (share.partition(OF) for share in text.split())
    return tuple((MemberId(int(member)), int(bps)) for member, _, bps in parts)


COLUMNS: Final[dict[Any, Column]] = {
    bool: Column(bool, read=bool),  # SQLite keeps 0 and 1
    frozenset[Role]: Column(str, roles_text, read_roles),
    tuple[MemberId, ...]: Column(str, _members_text, _read_members),
    Shares: Column(str, _shares_text, _read_shares),
    tuple[HeldBucket, ...]: Column(str, _buckets_text, _read_buckets),
}

"""A member's own page, with level, quotas, Twei and statement; and the page that everybody sees."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.roles import Gate, Role
from tweipress.core.state.outcome import Refused
from tweipress.pages.blocks.statement import Statement, statement

QUOTAS: Final[dict[str, tuple[Promise, Gate | None]]] = {
    "pluses": (_("Pluses"), None),
    "opens": (_("Paid readings started"), None),
    "likes": (_("Likes"), Gate.LIKE),
    "dislikes": (_("Dislikes"), Gate.DISLIKE),
    "comments": (_("Comments"), Gate.COMMENT),
    "publishes": (_("Articles published"), Gate.PUBLISH),
}
"""What a day's quotas are called, and the gate whose level they begin at."""
ROLES: Final[dict[str, Promise]] = {
    Role.OPERATOR: _("operator"),
    Role.EDITOR: _("editor"),
    Role.SECTION_EDITOR: _("section editor"),
    Role.MODERATOR: _("moderator"),
    Role.CONTRIBUTOR: _("contributor"),
}
"""What the roles are called."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What is left of a day's quota; `refused` says that the level is too low for it."""

    what: Promise
    left: int
    total: int
    refused: Refused | None


@dataclass(frozen=True, slots=True)
class Bucket:
    """What a member earned on a day, and the day at whose close it can be withdrawn."""

    earned: date
    matures: date
    amount_twei: int


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What a member sees of their own standing.

    `seats` are the juries on which their verdict is waited for. Quotas are empty for a banned
    member, to whom every act is refused.
    """

    standing: books.Standing
    is_banned: bool
    roles: list[str]
    quotas: list[Quota]
    vesting: list[Bucket]
    statement: Statement
    seats: int


def own_page(member: MemberId, before: int = 0) -> OwnPage | None:
    """Return a member's own page with the statement before an entry (0: the newest).

    None until the books know the member.
    """
    standing = books.standing(member)
    if standing is None:
        return None
    is_banned = books.ban_refusal(member) is not None
    return OwnPage(
        standing=standing,
        is_banned=is_banned,
        roles=sorted(str(ROLES.get(role, role)) for role in standing.roles),
        quotas=[] if is_banned else _quotas(standing),
        vesting=[
            Bucket(
                date.fromisoformat(bucket.day),
                date.fromisoformat(bucket.matures_on),
                bucket.amount_twei,
            )
            for bucket in standing.vesting
        ],
        statement=statement(member, before),
        seats=len(books.seats_of(member)),
    )


def _quotas(standing: books.Standing) -> list[Quota]:
    quotas = []
    for key, (what, gate) in QUOTAS.items():
        refused = books.level_refusal(standing.member, gate) if gate else None
        quotas.append(Quota(what, standing.left[key], standing.quota[key], refused))
    return quotas

"""Reads of mutes and blocks: whom a member does not see, and whom they may not address."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tweipress.core.ids import MemberId
from tweipress.http.fast.statements import Statement
from tweipress.people.muting.models import Muting

MOST: Final = 500
"""A page asks for all of them: as many people as somebody can know by name."""
BLOCKERS_MAX: Final = 2_000
"""Of one member: whom so many block is a moderator's matter."""
OTHERS: Final = Statement(
    lambda member: Muting.objects.filter(member=member).values_list("other", flat=True)
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A member on somebody's list."""

    name: str
    blocks: bool
    at: datetime


def muted_by(member: MemberId) -> frozenset[int]:
    """Return whose comments a member does not want to see: those muted, and those blocked."""
    return frozenset(OTHERS.rows(member))


def listed(member: MemberId) -> list[Listed]:
    """Return a member's list, the newest first."""
    rows = Muting.objects.filter(member=member).order_by("-pk")
    return [
        Listed(name, blocks, at)
        for name, blocks, at in rows.values_list("other__name", "blocks", "at")
    ]


def wish_about(member: MemberId | None, other: MemberId) -> str:
    """Return what a member has settled about another one: `mute`, `block` or `neither`."""
    row = Muting.objects.filter(member=member, other=other).first() if member else None
    return "neither" if row is None else "block" if row.blocks else "mute"


def blockers_of(member: MemberId) -> dict[int, str]:
    """Return the names of those who block a member, by their numbers."""
    rows = Muting.objects.filter(other=member, blocks=True)
    return dict(rows.values_list("member", "member__name")[:BLOCKERS_MAX])

"""Reads of sanctions: who may decide about whom, and the memos about a member."""

from collections.abc import Iterator
from typing import Final

from tweipress.bank import queries as books
from tweipress.core.ids import CONSOLE, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right, Role
from tweipress.core.state.outcome import Refused, refuse
from tweipress.moderation.sanctions.lengths import DAYS, span
from tweipress.moderation.sanctions.models import MEMO_MAX, Memo

__all__ = [
    "DAYS",
    "MEMO_MAX",
    "Memo",
    "memos",
    "memos_by",
    "sanction_refusal",
    "span",
    "told",
    "withheld_count",
]

STAFF: Final = frozenset({Role.OPERATOR, Role.EDITOR, Role.SECTION_EDITOR, Role.MODERATOR})
"""Roles whose members only an operator sanctions."""


def sanction_refusal(by: MemberId, member: MemberId) -> Refused | None:
    """Return why somebody may not decide about a member, None if they may."""
    if refused := books.right_refusal(by, Right.SANCTION):
        return refused
    if by == member:
        return refuse(Refusal.OWN_CASE)
    rights = books.rights(member)
    if rights is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    if by != CONSOLE and rights.roles & STAFF and not _is_operator(by):
        return refuse(Refusal.OPERATOR_DECIDES)
    return None


def memos(member: MemberId) -> list[Memo]:
    """Return the memos about a member, newest first."""
    return list(Memo.objects.filter(member=member).order_by("-pk"))


def told(member: MemberId) -> Iterator[Memo]:
    """Yield the memos about a member that they take along: those that name nobody else."""
    yield from Memo.objects.filter(member=member, names_nobody=True).iterator()


def withheld_count(member: MemberId) -> int:
    """Return how many memos about a member are not in the take-out."""
    return Memo.objects.filter(member=member, names_nobody=False).count()


def memos_by(member: MemberId) -> Iterator[Memo]:
    """Yield the memos that a moderator wrote, oldest first."""
    yield from Memo.objects.filter(by=member).iterator()


def _is_operator(member: MemberId) -> bool:
    rights = books.rights(member)
    return rights is not None and Role.OPERATOR in rights.roles

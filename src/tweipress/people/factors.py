"""Which of a member's rights are open: those of some roles wait for a second factor.

Only rights over others wait. What a member can do for themselves needs no right, and stays open.
"""

from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import PermissionDenied

from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.roles import Right, Role, may

COUNT: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone are no second factor: they stand in for one that was lost."""


class SecondFactorMissingError(PermissionDenied):
    """A role of the member carries the right, once they have set up a second factor."""


def has_second(member: MemberId) -> bool:
    """Tell whether signing in as this member takes more than a password."""
    is_there: bool = Authenticator.objects.filter(user_id=member, type__in=COUNT).exists()
    return is_there


def waiting(member: MemberId) -> frozenset[Role]:
    """Return the member's roles whose rights are closed until a second factor is set up."""
    closed = frozenset(role for role in _roles(member) if role in settings.TWEIPRESS_MFA_ROLES)
    return frozenset() if not closed or has_second(member) else closed


def is_open(member: MemberId, right: Right) -> bool:
    """Tell whether a role of the member carries a right, and does not wait."""
    return books.may(member, right) and may(_roles(member) - waiting(member), right)


def require(member: MemberId, right: Right) -> None:
    """Raise PermissionDenied for a member without the right, or one whose right waits."""
    if is_open(member, right):
        return
    if books.may(member, right):
        raise SecondFactorMissingError
    raise PermissionDenied


def require_of_holder(member: MemberId, right: Right) -> None:
    """Raise PermissionDenied if the member's right waits; whoever has none is refused by a rule."""
    if books.may(member, right):
        require(member, right)


def _roles(member: MemberId) -> frozenset[Role]:
    rights = books.rights(member)
    return rights.roles if rights else frozenset()

"""Members of an import: the operator who pays, and writers by name."""

from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string

from tweipress.core.roles import OPERATOR
from tweipress.people import queries as people
from tweipress.people.models import Member, check_reserved, check_signs

__all__ = ["Member", "ValidationError", "check_name", "operator", "writer"]

ADDRESS_CHARS = 16


def operator(name: str) -> Member | None:
    """Return the operator with a name; without a name, the only operator there is."""
    named = Member.objects.named(name) if name else Member.objects.filter(is_superuser=True)
    candidates = named.filter(is_active=True)[:2]
    operators = [member for member in candidates if OPERATOR in people.roles_of(member)]
    return operators[0] if len(operators) == 1 else None


def writer(name: str) -> Member:
    """Return the member with a name; a new one has no address or password to sign in with."""
    known = Member.objects.named(name).first()
    address = f"{get_random_string(ADDRESS_CHARS).lower()}@imported.invalid"
    return known or Member.objects.create_user(address, name)


def check_name(name: str) -> None:
    """Raise ValidationError if no member can have this name."""
    check_signs(name)
    check_reserved(name)

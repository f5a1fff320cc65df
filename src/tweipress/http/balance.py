"""The balance in the masthead: what a member can spend."""

from tweipress.bank import queries
from tweipress.core.ids import MemberId


def spendable_twei(user: object) -> int | None:
    """Return what a signed-in member can spend, in Twei; None for a visitor or before joining."""
    if not getattr(user, "is_authenticated", False):
        return None
    return queries.spendable_twei(getattr(user, "pk", MemberId(0)))

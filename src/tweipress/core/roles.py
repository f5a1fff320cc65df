"""Roles as a table: what each may do, and which level gates it lifts. Prices are never lifted."""

from typing import Final

OPERATOR: Final = "operator"
EDITOR: Final = "editor"
MODERATOR: Final = "moderator"
CONTRIBUTOR: Final = "contributor"
CASES: Final = ("flag", "decide", "hold", "release")
"""What a case against a member consists of; his own is nobody's to decide (holding.py)."""

MAY: Final[dict[str, frozenset[str]]] = {
    OPERATOR: frozenset({"ban", "deposit", "role", "grade", "set_tariff", "import", *CASES}),
    EDITOR: frozenset({"undo_article", "review"}),
    MODERATOR: frozenset({"ban", "remove_comment", *CASES}),
    CONTRIBUTOR: frozenset(),
}
"""What a role may do. Every role lifts its holder's level gates (rulebook, section 4, publish).

`CONSOLE` as the acting member is whoever holds the server: commands act so, the site never does.
"""

ROLES: Final = tuple(MAY)


def held(roles: str) -> frozenset[str]:
    """Return the roles in a member's space-separated list."""
    return frozenset(roles.split())


def may(roles: str, right: str) -> bool:
    """Tell whether any of a member's roles carries a right."""
    return any(right in MAY[role] for role in held(roles))


def changed(roles: str, role: str, granted: bool) -> str:
    """Return the list with one role granted or taken, sorted."""
    now = held(roles) | {role} if granted else held(roles) - {role}
    return " ".join(sorted(now))

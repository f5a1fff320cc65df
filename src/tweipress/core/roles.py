"""Roles as a table: what each may do, and which level gates it lifts. Prices are never lifted."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a member can be beside a reader and a writer."""

    OPERATOR = "operator"
    EDITOR = "editor"
    MODERATOR = "moderator"
    CONTRIBUTOR = "contributor"


class Right(StrEnum):
    """What an act or a page of the staff can ask for: some role must carry it."""

    BAN = "ban"
    DECIDE = "decide"
    DEPOSIT = "deposit"
    FLAG = "flag"
    GRADE = "grade"
    HOLD = "hold"
    IMPORT = "import"
    READ_BOOKS = "read_books"
    RELEASE = "release"
    REMOVE_COMMENT = "remove_comment"
    REVIEW = "review"
    ROLE = "role"
    SET_TARIFF = "set_tariff"
    UNDO_ARTICLE = "undo_article"


STAFF: Final = frozenset({Right.READ_BOOKS, Right.DECIDE, Right.REMOVE_COMMENT})
"""The rights for which the staff has pages: members who hold one of them are let in."""
CASES: Final = frozenset({Right.FLAG, Right.DECIDE, Right.HOLD, Right.RELEASE})
"""What a case against a member consists of; nobody decides their own (rules/holding.py)."""

MAY: Final[dict[Role, frozenset[Right]]] = {
    Role.OPERATOR: CASES
    | {Right.BAN, Right.DEPOSIT, Right.ROLE, Right.GRADE, Right.SET_TARIFF, Right.IMPORT}
    | {Right.READ_BOOKS},
    Role.EDITOR: frozenset({Right.UNDO_ARTICLE, Right.REVIEW}),
    Role.MODERATOR: CASES | {Right.BAN, Right.REMOVE_COMMENT},
    Role.CONTRIBUTOR: frozenset(),
}
"""What a role may do. Every role lifts its holder's level gates (rulebook, section 4, publish).

`CONSOLE` as the acting member is the person at the server: commands act so, the site never does.
"""


def may(roles: Iterable[Role], right: Right) -> bool:
    """Tell whether any of a member's roles carries a right."""
    return right in rights_of(roles)


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """Return the rights that a member's roles carry together."""
    return frozenset[Right]().union(*(MAY[role] for role in roles))

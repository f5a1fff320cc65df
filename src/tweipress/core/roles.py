"""Roles: what each may do, and which level gates it lifts. Prices are never lifted."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a member can be beside a reader and a writer."""

    OPERATOR = "operator"
    EDITOR = "editor"
    SECTION_EDITOR = "section_editor"
    MODERATOR = "moderator"
    CONTRIBUTOR = "contributor"


class Right(StrEnum):
    """What an act or a page of the staff can ask for: some role must carry it."""

    BAN = "ban"
    DECIDE = "decide"
    DEPOSIT = "deposit"
    EDIT = "edit"
    EDIT_SECTION = "edit_section"
    FLAG = "flag"
    FRONT = "front"
    GRADE = "grade"
    HOLD = "hold"
    IMPORT = "import"
    JOBS = "jobs"
    READ_BOOKS = "read_books"
    RELEASE = "release"
    REMOVE_COMMENT = "remove_comment"
    REMOVE_PICTURE = "remove_picture"
    REMOVE_VERSION = "remove_version"
    REVIEW = "review"
    ROLE = "role"
    SANCTION = "sanction"
    SET_PAPER = "set_paper"
    SET_TARIFF = "set_tariff"
    TEND_PICTURES = "tend_pictures"
    UNDO_ARTICLE = "undo_article"


class Gate(StrEnum):
    """What takes a level, which the tariff names `<gate>_level`, unless a role lifts it."""

    MINUS = "minus"
    LIKE = "like"
    DISLIKE = "dislike"
    PUBLISH = "publish"
    INVITE = "invite"
    COMMENT = "comment"
    REVIEW = "review"
    VOUCH = "vouch"


STAFF: Final = frozenset({Right.READ_BOOKS, Right.DECIDE, Right.REMOVE_COMMENT})
"""The rights for which the staff has pages: members who hold one of them are let in."""
CASES: Final = frozenset({Right.FLAG, Right.DECIDE, Right.HOLD, Right.RELEASE})
"""What a case against a member consists of; nobody decides their own (rules/holding.py)."""
ABOUT_OTHERS: Final = CASES | {
    *(Right.BAN, Right.ROLE, Right.REVIEW, Right.SANCTION),
    *(Right.REMOVE_COMMENT, Right.REMOVE_PICTURE, Right.REMOVE_VERSION, Right.UNDO_ARTICLE),
    *(Right.EDIT, Right.EDIT_SECTION, Right.TEND_PICTURES),
}
"""The rights by which a member decides about others; under a flag, in force, they rest."""

HOLDERS: Final[dict[Right, tuple[Role, ...]]] = {
    Right.BAN: (Role.OPERATOR, Role.MODERATOR),
    Right.DECIDE: (Role.OPERATOR, Role.MODERATOR),
    Right.DEPOSIT: (Role.OPERATOR,),
    Right.EDIT: (Role.EDITOR,),
    Right.EDIT_SECTION: (Role.SECTION_EDITOR,),
    Right.FLAG: (Role.OPERATOR, Role.MODERATOR),
    Right.FRONT: (Role.EDITOR,),
    Right.GRADE: (Role.OPERATOR,),
    Right.HOLD: (Role.OPERATOR, Role.MODERATOR),
    Right.IMPORT: (Role.OPERATOR,),
    Right.JOBS: (Role.OPERATOR,),
    Right.READ_BOOKS: (Role.OPERATOR,),
    Right.RELEASE: (Role.OPERATOR, Role.MODERATOR),
    Right.REMOVE_COMMENT: (Role.MODERATOR,),
    Right.REMOVE_PICTURE: (Role.EDITOR, Role.MODERATOR),
    Right.REMOVE_VERSION: (Role.EDITOR, Role.MODERATOR),
    Right.REVIEW: (Role.EDITOR,),
    Right.ROLE: (Role.OPERATOR,),
    Right.SANCTION: (Role.OPERATOR, Role.MODERATOR),
    Right.SET_PAPER: (Role.OPERATOR,),
    Right.SET_TARIFF: (Role.OPERATOR,),
    Right.TEND_PICTURES: (Role.EDITOR,),
    Right.UNDO_ARTICLE: (Role.EDITOR,),
}
"""Who may do what; docs/roles.md shows the same table to people.

`CONSOLE` as the acting member is the person at the server: commands act so, the site never does.
"""
MAY: Final[dict[Role, frozenset[Right]]] = {
    role: frozenset(right for right, holders in HOLDERS.items() if role in holders) for role in Role
}
"""The same by role."""
TAKING_PART: Final = frozenset(Gate) - {Gate.INVITE, Gate.VOUCH}
"""What a member does for themselves; an invitation and a vouch are a word for somebody else."""
LIFTS: Final[dict[Role, frozenset[Gate]]] = {
    Role.OPERATOR: TAKING_PART | {Gate.INVITE},
    Role.EDITOR: TAKING_PART | {Gate.INVITE, Gate.VOUCH},
    Role.SECTION_EDITOR: frozenset(),
    Role.MODERATOR: TAKING_PART,
    Role.CONTRIBUTOR: TAKING_PART,
}
"""Which level gates a role lifts, and no others (rulebook, section 4, publish).

Trust begins with editors, so a vouch of theirs needs no level.
"""


def may(roles: Iterable[Role], right: Right) -> bool:
    """Tell whether any of a member's roles carries a right."""
    return right in rights_of(roles)


def lifts(roles: Iterable[Role], gate: Gate) -> bool:
    """Tell whether any of a member's roles lifts a level gate."""
    return any(gate in LIFTS[role] for role in roles)


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """Return the rights that a member's roles carry together."""
    return frozenset[Right]().union(*(MAY[role] for role in roles))

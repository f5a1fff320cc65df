"""Names that a member can have: their signs, reserved words, and names that look alike.

A name is ASCII, so other writings, mixed writings and invisible signs cannot be in one. What looks
alike within ASCII is told by a *shape*: names of one shape are refused beside each other. It
follows the skeleton of Unicode's UTS #39 (confusables.txt: 0 and O, 1 and I and l, m and rn), with
capital and small letters alike, w for vv, and without hyphens and underscores.
"""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

NAME_MAX: Final = 32
SHAPE_MAX: Final = 2 * NAME_MAX
"""A sign becomes at most two."""

check_signs = RegexValidator(
    re.compile(r"\A(?=[A-Za-z0-9_-]*[A-Za-z0-9])[A-Za-z0-9_-]{2,32}\Z"),
    _("A name has 2 to 32 letters, digits, hyphens or underscores, without spaces."),
)

TAKEN: Final = _("This name is taken or looks like that of another member: choose another one.")

_SHAPES: Final = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "m": "rn", "w": "vv", "-": None, "_": None}
)


def shape_of(name: str) -> str:
    """Return what a reader sees in a name: the same for all names that look alike."""
    return name.lower().translate(_SHAPES)


_OFFICES: Final = (
    "admin administrator moderator operator editor staff support system tweipress webmaster"
    " administrador administradora moderadora operador operadora editora soporte sistema"
)
_WORDS: Final = (
    "pool console root api about me mod official security abuse postmaster hostmaster"
    " noreply help info everybody anonymous null none undefined member members former-member"
    " deleted miembro antiguo-miembro"
)
OFFICES: Final = frozenset(shape_of(word) for word in _OFFICES.split())
"""Whoever speaks for the site: none of these is a part of a name, alone or in the plural."""
WORDS: Final = frozenset(shape_of(word) for word in _WORDS.split())
"""What means something else, in commands or on pages: none of these is a whole name."""
SITE: Final = shape_of("tweipress")


def check_reserved(name: str) -> None:
    """Refuse a name that speaks for the site or means something else, or looks as if it did."""
    parts = re.split("[-_]", name.lower())
    shapes = {shape_of(part.strip("0123456789")) for part in parts} | {shape_of(name)}
    shapes |= {shape_of(part) for part in parts} | {shape_of(name.strip("-_0123456789"))}
    whole = {shape_of(name), shape_of(name.strip("-_0123456789"))}
    speaks = any(shape in OFFICES or shape.removesuffix("s") in OFFICES for shape in shapes)
    if speaks or whole & WORDS or any(SITE in shape for shape in shapes):
        raise ValidationError(_("This name is reserved: choose another one."))


def check_name(name: str) -> None:
    """Raise ValidationError if no new member can have this name, whoever else is a member."""
    check_signs(name)
    check_reserved(name)

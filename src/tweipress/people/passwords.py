"""Passwords: none that contains the member's name or address, or is a part of them."""

import secrets
import unicodedata
from typing import Any, Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tweipress.people.models import Member

CHARS_MAX: Final = 256
"""More than anybody types or a manager keeps. To compose n accents takes n times n steps."""
FRESH_BYTES: Final = 16
"""A password made here has 128 bits, so that nobody guesses it."""
TELLING_CHARS: Final = 3
"""So short a part of an address, or a name without its hyphens, is in a password by chance."""


class TooLong:
    """Refuse a password with more signs than are compared with what others know."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for a password that is too long."""
        if len(password) > CHARS_MAX:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """Say how long a password may be."""
        return _("A password has at most %(most)s characters.") % {"most": CHARS_MAX}


class OthersKnow:
    """Refuse a password made of what everybody sees: the name, and the address before the @."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError if the password and the member's name or address share a part."""
        name = str(getattr(user, "name", "") or "")
        local = str(getattr(user, "email", "") or "").partition("@")[0]
        parts = [name] if name else []
        parts += [part for part in (local, local.partition("+")[0]) if len(part) >= TELLING_CHARS]
        if any(_shares(password[:CHARS_MAX], part) for part in parts):
            raise ValidationError(self.get_help_text(), code="password_of_name")

    def get_help_text(self) -> str:
        """Say what a password must not have."""
        return _("A password contains neither your name nor your address, nor a part of them only.")


def fresh_password(member: Member) -> str:
    """Return a password that nobody can guess, and that this member may have."""
    while True:
        password = secrets.token_urlsafe(FRESH_BYTES)
        try:
            validate_password(password, member)
        except ValidationError:
            continue  # by chance a short name is in it
        return password


def _shares(password: str, known: str) -> bool:
    """Tell whether one is in the other, in any letters, with hyphens and the like or without."""
    typed, shown = _plain(password), _plain(known)
    if shown in typed or typed in shown:
        return True
    letters = _letters(shown)
    return len(letters) >= TELLING_CHARS and letters in _letters(typed)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))

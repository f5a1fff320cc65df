"""Check a text from a form before it goes into an act: not empty, not too long, no NUL."""

from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse

NUL: Final = "\0"  # PostgreSQL keeps no text with it
# Invisible characters that change the direction of text: with them a price could be forged.
TURNING_SIGNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_storable(text: str) -> bool:
    """Tell whether both databases keep a text: it has no NUL, and no half of a character."""
    return NUL not in text and text.encode(errors="ignore").decode() == text


def check_mail_domain(address: str) -> None:
    """Raise ValidationError if no mail can be written to an address because of its domain.

    Django's own check takes any letters there, and its mails then fail at those that no domain has.
    """
    try:
        address.rpartition("@")[2].encode("idna")
    except UnicodeError as error:
        raise ValidationError(EmailValidator.message, EmailValidator.code) from error


def unfit(text: str, most: int) -> Refused | None:
    """Refuse a text that is empty, has more than `most` characters, or cannot be stored."""
    if not text:
        return refuse(Refusal.REASON_MISSING)
    if len(text) > most:
        return refuse(Refusal.TEXT_TOO_LONG, most=most, length=len(text))
    return None if is_storable(text) else refuse(Refusal.UNSTORABLE)

"""What a text that a form sends must be before it goes into an act: something, and not too much."""

from typing import Final

from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse

NUL: Final = "\0"  # PostgreSQL keeps no text with it


def unfit(text: str, most: int) -> Refused | None:
    """Refuse a text that says nothing, or more than `most` characters."""
    if not text:
        return refuse(Refusal.REASON_MISSING)
    if len(text) > most:
        return refuse(Refusal.TEXT_TOO_LONG, most=most, length=len(text))
    return refuse(Refusal.MALFORMED) if NUL in text else None

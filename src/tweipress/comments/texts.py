"""What a comment's text has to be before anything else is asked, whether it is new or changed."""

from tweipress.comments.models import TEXT_MAX
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.text import is_storable


def tidied(text: str) -> str:
    """Return a text as it is kept: with plain line ends, and nothing blank around it."""
    return text.replace("\r\n", "\n").strip()


def unfit(text: str) -> Refused | None:
    """Refuse a tidied text that cannot be a comment; it is not saved, the form keeps it."""
    if not text:
        return refuse(Refusal.TEXT_EMPTY)
    if len(text) > TEXT_MAX:
        return refuse(Refusal.TEXT_TOO_LONG, most=TEXT_MAX, length=len(text))
    return None if is_storable(text) else refuse(Refusal.UNSTORABLE)

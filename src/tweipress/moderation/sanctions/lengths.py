"""For how long a member can be muted or suspended."""

from datetime import timedelta
from typing import Final

DAYS: Final = (1, 3, 7, 14, 30, 90, 180)
"""From a night to sleep over it to half a year: who should stay away for longer is banned."""


def span(days: str) -> timedelta | None:
    """Return the span that a form names, None if it is none of the list."""
    return next((timedelta(days=one) for one in DAYS if str(one) == days), None)

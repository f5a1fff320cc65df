"""When a day of the books is over. Days are UTC dates, one after the other."""

from datetime import date
from typing import Final

from tweipress.core.units import MS_PER_DAY

EPOCH: Final = date(1970, 1, 1)


def is_over(day: str, now_ms: int) -> bool:
    """Tell whether the midnight after `day` (ISO date) has come."""
    return now_ms // MS_PER_DAY > (date.fromisoformat(day) - EPOCH).days

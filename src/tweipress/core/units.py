"""Units of time, and their conversions. They exist here once."""

from datetime import UTC, datetime
from typing import Final

MS_PER_S: Final = 1000
S_PER_MIN: Final = 60
S_PER_H: Final = 60 * S_PER_MIN
S_PER_DAY: Final = 24 * S_PER_H
MS_PER_DAY: Final = MS_PER_S * S_PER_DAY


def moment(at_ms: int) -> datetime:
    """Return milliseconds since the epoch as a date and time, UTC, in whole seconds."""
    return datetime.fromtimestamp(at_ms // MS_PER_S, UTC)


def whole_s(ms: int) -> int:
    """Return milliseconds as whole seconds, rounded up."""
    return -(-ms // MS_PER_S)


def whole_days(seconds: int) -> int:
    """Return seconds as whole days, rounded up."""
    return -(-seconds // S_PER_DAY)

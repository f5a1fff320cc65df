"""Integer arithmetic of Twei: parts in basis points, floored or rounded up. No figures here."""

from typing import Final

BPS: Final = 10_000
MAX_TWEI: Final = 2**63 - 1


def part(amount_twei: int, bps: int) -> int:
    """Return the floored part of `amount_twei` that `bps` ten-thousandths make."""
    return amount_twei * bps // BPS


def part_up(amount_twei: int, bps: int) -> int:
    """Return the same part, rounded up: the rake is the only one that is."""
    return -(-amount_twei * bps // BPS)


def clamp(value: int, low: int, high: int) -> int:
    """Return `value` kept within `low` and `high`, both included."""
    return max(low, min(high, value))

"""Why a member can be flagged: the public codes; their sentences are in language/reasons.py.

What a detector measures is risk's matter; its bounds are in the tariff.
"""

from enum import StrEnum
from typing import Final


class FlagReason(StrEnum):
    """The public code of a flag's reason."""

    EVEN_PACE = "even_pace"
    FLAT_PACE = "flat_pace"
    FAST_PACE = "fast_pace"
    SHARED_PACE = "shared_pace"
    SHARED_BURSTS = "shared_bursts"
    NEVER_RATES = "never_rates"
    REVIEW_FRAUD = "review_fraud"
    BY_HAND = "by_hand"


DETECTED: Final = frozenset(FlagReason) - {FlagReason.REVIEW_FRAUD, FlagReason.BY_HAND}
"""The reasons that a detector finds; a person gives the others."""

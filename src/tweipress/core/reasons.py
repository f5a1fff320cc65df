"""Why a member can be flagged: the public codes, each with the sentence that members read.

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
    REVIEW_FRAUD = "review_fraud"
    BY_HAND = "by_hand"


DETECTED: Final = frozenset(FlagReason) - {FlagReason.REVIEW_FRAUD, FlagReason.BY_HAND}
"""The reasons that a detector finds; a person gives the others."""

REASONS: Final[dict[FlagReason, str]] = {
    FlagReason.EVEN_PACE: (
        "Your readings all took almost the same part of the Time to Read; people's vary."
    ),
    FlagReason.FLAT_PACE: "How long you read did not depend on how long the articles were.",
    FlagReason.FAST_PACE: "Most of your readings were about as short as the site accepts.",
    FlagReason.SHARED_PACE: "A group of accounts read the same articles at one and the same pace.",
    FlagReason.SHARED_BURSTS: (
        "A group of accounts read the same articles at the same minutes, day by day."
    ),
    FlagReason.REVIEW_FRAUD: (
        "A reviewed article of yours deceived reviewers or readers, as said below."
    ),
    FlagReason.BY_HAND: "A moderator has flagged your account and says why below.",
}

"""Why a member can be flagged: the public codes, each with the sentence that members read.

What a rule measures, and where its bounds lie, is risk's matter; the bounds are in the tariff.
"""

from typing import Final

EVEN_PACE: Final = "even_pace"
FLAT_PACE: Final = "flat_pace"
FAST_PACE: Final = "fast_pace"
SHARED_PACE: Final = "shared_pace"
SHARED_BURSTS: Final = "shared_bursts"
BY_HAND: Final = "by_hand"
REVIEW_FRAUD: Final = "review_fraud"
RULES: Final = frozenset({EVEN_PACE, FLAT_PACE, FAST_PACE, SHARED_PACE, SHARED_BURSTS})
"""The reasons that a rule finds; the others are a person's."""

REASONS: Final[dict[str, str]] = {
    EVEN_PACE: "Your readings all took almost the same part of the Time to Read; people's vary.",
    FLAT_PACE: "How long you read did not depend on how long the articles were.",
    FAST_PACE: "Most of your readings were about as short as the site accepts.",
    SHARED_PACE: "A group of accounts read the same articles at one and the same pace.",
    SHARED_BURSTS: "A group of accounts read the same articles at the same minutes, day by day.",
    REVIEW_FRAUD: "A reviewed article of yours deceived reviewers or readers, as said below.",
    BY_HAND: "A moderator has flagged your account and says why below.",
}

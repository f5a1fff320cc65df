"""The sentence that a member reads for each reason of a flag."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.core.reasons import FlagReason

REASONS: Final[dict[FlagReason, Promise]] = {
    FlagReason.EVEN_PACE: _(
        "Your readings all took almost the same part of the Time to Read; people's vary."
    ),
    FlagReason.FLAT_PACE: _("How long you read did not depend on how long the articles were."),
    FlagReason.FAST_PACE: _("Most of your readings were about as short as the site accepts."),
    FlagReason.SHARED_PACE: _(
        "A group of accounts read the same articles at one and the same pace."
    ),
    FlagReason.SHARED_BURSTS: _(
        "A group of accounts read the same articles at the same minutes, day by day."
    ),
    FlagReason.NEVER_RATES: _(
        "You started to read for Twei very often and hardly ever finished. What is set aside for"
        " you meanwhile is missing from other readers’ quotes."
    ),
    FlagReason.REVIEW_FRAUD: _(
        "A reviewed article of yours deceived reviewers or readers, as said below."
    ),
    FlagReason.BY_HAND: _("A moderator has flagged your account and says why below."),
}

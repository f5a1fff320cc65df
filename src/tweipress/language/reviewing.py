"""The sentences about reviews, and about what an approval binds."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.core.refusals import Refusal

OF_REVIEWS: Final[dict[Refusal, Promise]] = {
    Refusal.EDITOR_DECIDES: _("No jury is drawn for this article any more. An editor decides."),
    Refusal.EDIT_TOO_FAR: _(
        "A review has approved this article. Your new text has {kept_percent} % in common with the"
        " approved one, and {needed_percent} % are needed. Nothing was changed. Change less, or"
        " write a new article."
    ),
    Refusal.IN_CIRCLE: _(
        "An invitation, a vouch or a vote connects you with the author. Somebody else judges this"
        " article."
    ),
    Refusal.JURY_SITS: _("The jury of this article can still answer for {wait_s}."),
    Refusal.NOT_JUROR: _("You are not, or no longer, on the jury of this article."),
    Refusal.REVIEW_CLOSED: _("This review is over. Look at what was decided."),
    Refusal.REVIEW_LIVE: _(
        "This article is under review. Publish it when it is approved, or withdraw the request"
        " first."
    ),
    Refusal.REVIEW_LOCKS: _(
        "This article is under review or approved. Withdraw the request first, then change the"
        " text."
    ),
    Refusal.REVIEW_MISSING: _(
        "Nobody has approved this article, so it cannot be published as reviewed. Ask for a review:"
        " a jury or another editor decides."
    ),
    Refusal.REVIEW_OTHER: _(
        "This text is not the one that was approved. Withdraw the request and ask for a new review."
    ),
    Refusal.REVIEW_RESTS: _(
        "Your last review ended without an approval. You can ask for the next one in {wait_s}. The"
        " wait doubles each time that happens in a row."
    ),
    Refusal.REVIEW_SAME: _(
        "Another draft of yours with the same text is under review or approved. Withdraw that"
        " request first, or publish that draft."
    ),
}

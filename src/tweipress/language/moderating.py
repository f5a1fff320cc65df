"""The sentences of refusals about rules for comments, comments that wait, and reports."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.core.refusals import Refusal

OF_MODERATION: Final[dict[Refusal, Promise]] = {
    Refusal.ALREADY_DECIDED: _(
        "Somebody has decided this already. Nothing was changed. Load the list again."
    ),
    Refusal.COMMENTS_CLOSED: _(
        "Comments on this article are closed, or rest for the night. Nothing was paid. What is"
        " there can still be read and voted on."
    ),
    Refusal.COMMENT_DECLINED: _(
        "A moderator did not publish this comment: {why} Nothing was paid. You can change it and"
        " send it again; a moderator looks at it first."
    ),
    Refusal.COMMENT_DEARER: _(
        "A comment costs {price_twei} Twei now, bond included, and you agreed to {agreed_twei}."
        " Nothing was paid. Send it again if you agree to the new price."
    ),
    Refusal.COMMENT_EXPIRED: _(
        "No moderator has come to this comment in time. Nothing was paid. You can send it again."
    ),
    Refusal.COMMENT_HELD: _(
        "Your comment waits for a moderator. Nothing has been paid. If it is published, you pay"
        " then what the form said, and never more. Without a decision within {within_s} it comes"
        " back to you."
    ),
    Refusal.COMMENT_RETURNED: _(
        "You took this comment back before a moderator decided. Nothing was paid. You can change it"
        " and send it again, or leave it."
    ),
    Refusal.COMMENT_WORDS: _(
        "This comment has words that this site does not publish. Nothing was paid. Say it in other"
        " words and send it again."
    ),
    Refusal.HELD_MANY: _(
        "{most} of your comments are waiting for a moderator, and that is the most. Nothing was"
        " paid. Wait for a decision, or take one back."
    ),
    Refusal.QUEUE_CLAIMED: _(
        "Another moderator is looking at this one. Nothing was changed. Wait, or take it over."
    ),
    Refusal.QUEUE_MANY: _("Choose between 1 and {most} comments at a time. Nothing was changed."),
    Refusal.REPORTS_SPENT: _(
        "You have reported {quota} comments today, and that is the most. Nothing was sent. Try"
        " again tomorrow."
    ),
    Refusal.RULES_CHANGED: _(
        "Somebody else has changed these rules meanwhile. Nothing was changed. Load the page again."
    ),
    Refusal.SLOW_MODE: _(
        "Comments on this article are slowed down. Nothing was paid. You can send your next one in"
        " {wait_s}."
    ),
    Refusal.UNKNOWN_HELD: _("No comment of this number waits for a decision."),
}

"""The sentences of refusals about rules for comments, reports, flags, decisions and appeals."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.core.refusals import Refusal

OF_CASES: Final[dict[Refusal, Promise]] = {
    Refusal.ALREADY_FLAGGED: _("This flag is already in the books."),
    Refusal.ALREADY_HELD: _(
        "Twei is already held under this flag. Twei can be held once for each flag."
    ),
    Refusal.ALREADY_PROPOSED: _(
        "This is proposed already, and waits for another person with the same right. Nothing was"
        " changed."
    ),
    Refusal.APPEAL_OPEN: _(
        "An appeal is waiting for a decision. Until then, what is held stays where it is."
    ),
    Refusal.FLAGGED: _(
        "A flag stands on you, and as long as it does you decide nothing about others. You can"
        " appeal against it."
    ),
    Refusal.FLAG_CLOSED: _(
        "This flag is closed. There is nothing left to decide or to appeal against."
    ),
    Refusal.FLAG_REASON_WRONG: _(
        "A flag needs one of the listed reasons, and the name of the rule that raised it."
    ),
    Refusal.FLAG_WITHOUT_EFFECT: _(
        "This flag is on trial and has no effect. Nothing can be held under it."
    ),
    Refusal.HOLD_YOUNG: _("The member can still appeal against this hold for {wait_s}."),
    Refusal.NOTHING_HELD: _("Nothing is held under this flag."),
    Refusal.NOTHING_VESTS: _("This member has no vesting Twei, so there is nothing to hold."),
    Refusal.ONE_PERSON_ENOUGH: _("This takes no second person. Nothing was changed."),
    Refusal.OWN_CASE: _("This case is about you. Somebody else decides it."),
    Refusal.SECOND_PERSON_NEEDED: _(
        "This member is an operator or an editor, so one person is not enough. It has to be"
        " proposed first."
    ),
    Refusal.SECOND_PERSON_WAITS: _(
        "This member is an operator or an editor, so one person is not enough. It is proposed now:"
        " another person with the same right has to do the same within a week."
    ),
}
OF_DECISIONS: Final[dict[Refusal, Promise]] = {
    Refusal.ADDRESS_ELSEWHERE: _(
        "This is no address of an article or a comment of this site. Copy it from the browser, or"
        " from the link at the comment’s time."
    ),
    Refusal.APPEALED_ONCE: _(
        "An appeal against this decision was made already. There is one appeal a decision."
    ),
    Refusal.APPEAL_ANSWERED: _("This appeal is answered already. Nothing was changed."),
    Refusal.APPEAL_LATE: _(
        "A decision can be appealed for {days} days, and these are over. Write to the operator if"
        " something new has come up."
    ),
    Refusal.BLOCKED: _(
        "This member has blocked you: you cannot reply to them or mention them. You can comment on"
        " the article itself."
    ),
    Refusal.DECISION_ENDED: _("This decision has ended already. Nothing was changed."),
    Refusal.LENGTH_MISSING: _("Choose for how long."),
    Refusal.MEMOS_MANY: _(
        "There are {most} notes about this member, as many as fit. Nothing was noted."
    ),
    Refusal.MUTED: _(
        "A moderator has muted you: you cannot comment until {until_ms}. “Decisions about you” on"
        " your own page says why, and lets you appeal."
    ),
    Refusal.MUTINGS_MANY: _(
        "You have muted or blocked {most} members, as many as fit. Take one off the list first."
    ),
    Refusal.NOTICE_ANSWERED: _("This notice is decided already. Nothing was changed."),
    Refusal.NOT_SHORTER: _("An appeal can only make it shorter. Choose an earlier end."),
    Refusal.OPERATOR_DECIDES: _(
        "This member has a role here, so only an operator decides about them. Ask one."
    ),
    Refusal.OTHER_ANSWERS: _(
        "You made the decision that this appeal is against, so somebody else answers it: another"
        " moderator, or an operator."
    ),
    Refusal.SUSPENDED: _(
        "A moderator has suspended your account: you cannot comment, vote or publish until"
        " {until_ms}. You can read, and your Twei stay yours. “Decisions about you” on your own"
        " page says why, and lets you appeal."
    ),
    Refusal.UNKNOWN_APPEAL: _("There is no such appeal."),
    Refusal.UNKNOWN_DECISION: _("There is no such decision that could be changed here."),
    Refusal.UNKNOWN_NOTICE: _("There is no such notice."),
}
OF_MODERATION: Final[dict[Refusal, Promise]] = {
    Refusal.ALREADY_DECIDED: _(
        "Somebody has decided this already. Nothing was changed. Load the list again."
    ),
    Refusal.CHANGES_MANY: _(
        "A comment can be changed in this way {most} times, and yours was. Nothing was changed. You"
        " can write another comment."
    ),
    Refusal.CHANGE_WAITS: _(
        "By the rules of this site a moderator would have to look at this text first, so it cannot"
        " take the place of a public one. Nothing was changed. Say it in other words."
    ),
    Refusal.COMMENT_HIDDEN: _(
        "This comment is hidden or removed, so it cannot be changed. Nothing was changed."
    ),
    Refusal.EDIT_LATE: _(
        "A comment can be edited within {within_s} after it was written. Nothing was changed. You"
        " can add a note below it."
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
    Refusal.COMMENT_GONE: _(
        "The comment that you answer has been taken off the page. Nothing was paid."
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

"""The sentence that a person reads for each refusal: what happened, why, and what to do.

Figures in braces are filled in by the rule that refuses.
"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused

SENTENCES: Final[dict[Refusal, Promise]] = {
    Refusal.ALREADY_APPEALED: _(
        "You have appealed already: once a flag, and once more after a hold."
    ),
    Refusal.ALREADY_ASKED: _(
        "This article is under review already: wait for its jury, or withdraw the ask."
    ),
    Refusal.ALREADY_BANNED: _("This member is banned already: nothing had to be done."),
    Refusal.ALREADY_FLAGGED: _("This flag is in the books already: it is raised once."),
    Refusal.ALREADY_FOUND: _(
        "This article is waiting for an editor already: nobody is paid until then."
    ),
    Refusal.ALREADY_FOUNDED: _("These books exist already: they are founded once."),
    Refusal.ALREADY_GRADED: _("This night is graded already: nothing had to be done."),
    Refusal.ALREADY_HELD: _("Twei was held under this flag before: that is done once a flag."),
    Refusal.ALREADY_INVITED: _(
        "This member was brought in by somebody already: nobody is invited twice."
    ),
    Refusal.ALREADY_JOINED: _("This member is in the books already: nothing had to be done."),
    Refusal.ALREADY_JUDGED: _(
        "You have given your verdict on this article already: each juror has one."
    ),
    Refusal.ALREADY_PUBLISHED: _("This article is published already: it is paid for once."),
    Refusal.ALREADY_RATED: _(
        "You have rated this article already: each reader rates an article once."
    ),
    Refusal.ALREADY_REPORTED: _(
        "This report was bought already: ask for a new one under a new number."
    ),
    Refusal.ALREADY_RETURNED: _(
        "This close has been at these articles already: each returns its part once."
    ),
    Refusal.ALREADY_SETTLED: _(
        "This comment is settled: votes and removals were possible until then."
    ),
    Refusal.ALREADY_VOTED: _("You have voted on this comment already: each member has one vote."),
    Refusal.ALREADY_VOUCHED: _("You vouch for this member already: nothing had to be done."),
    Refusal.ALREADY_WRITTEN: _("This comment is in the books already: it is paid for once."),
    Refusal.AMOUNT_WRONG: _(
        "The amount must be a whole number of Twei above 0 that the books can hold."
    ),
    Refusal.APPEAL_OPEN: _(
        "An appeal waits for its decision: until then nothing that is held goes away."
    ),
    Refusal.ARTICLE_REPEATS: _(
        "This article repeats another: reading it pays nobody until an editor has looked at it."
    ),
    Refusal.ARTICLE_STANDS: _(
        "This article has not been taken back: an editor does that first, with a reason."
    ),
    Refusal.ARTICLE_UNDONE: _(
        "This article was taken back: it can be neither read for Twei nor discussed."
    ),
    Refusal.AVAILABLE_SHORT: _(
        "This needs {bond_twei} Twei as a refundable bond from your available Twei and you"
        " have {available_twei}: what still vests cannot be bonded."
    ),
    Refusal.BANNED: _(
        "You are banned, for the reason on your own page: you can read, and see your statement."
    ),
    Refusal.BOOKS_BUSY: _(
        "Too many people act at this moment: nothing was changed, try again in a second."
    ),
    Refusal.BOOKS_FAILED: _("The books could not be written: nothing was changed, try again."),
    Refusal.CALENDAR_ENDED: _("There is no later day in the calendar."),
    Refusal.COMMENTS_SPENT: _(
        "You have written your {quota} comments for today: write again tomorrow."
    ),
    Refusal.DAY_CLOSED: _("The books of the day are closed: wait for the next day to open."),
    Refusal.DAY_LASTS: _("The day is not over yet: what is left of it returns at midnight UTC."),
    Refusal.DAY_OPEN: _("A day is open already: close it first."),
    Refusal.DISLIKES_SPENT: _(
        "You have given your {quota} dislikes for today: vote again tomorrow."
    ),
    Refusal.EDIT_TOO_FAR: _(
        "A review has approved this article, and the new text has {kept_percent} % in common"
        " with what was approved, where {needed_percent} % are needed: nothing was changed."
        " Mend less, or write a new article."
    ),
    Refusal.FIXED_STANDING: _(
        "Levels and trust are fixed in scenarios alone: elsewhere they are earned."
    ),
    Refusal.FLAG_CLOSED: _(
        "This flag is closed: there is nothing left to decide on, or to appeal against."
    ),
    Refusal.FLAG_REASON_WRONG: _(
        "A flag bears one of the listed reasons, and says by which rule it is raised."
    ),
    Refusal.FLAG_WITHOUT_EFFECT: _(
        "This flag is on trial and has no effect: nothing can be held under it."
    ),
    Refusal.FUNDS_SHORT: _(
        "This costs {price_twei} Twei and you have {spendable_twei}: earn by reading first."
    ),
    Refusal.HOLD_YOUNG: _("What is held can be appealed against for {wait_s} s more."),
    Refusal.INVITES_SPENT: _(
        "You have brought in {quota} members within {days} days: invite the next one later."
    ),
    Refusal.IN_CIRCLE: _(
        "You and the author are tied by an invitation, a vouch or a vote: somebody else judges."
    ),
    Refusal.JURY_SITS: _("The jury of this article can answer for {wait_s} s more."),
    Refusal.KEY_REUSED: _(
        "This request's key was used for another act: reload the page and try again."
    ),
    Refusal.LEVEL_TOO_LOW: _(
        "Available from LVL {needed_level}; you are at LVL {level}. Reading raises it."
    ),
    Refusal.LIKES_SPENT: _("You have given your {quota} likes for today: vote again tomorrow."),
    Refusal.MALFORMED: _("The request could not be understood: check its fields."),
    Refusal.MEMBER_BANNED: _("This member is banned: nobody can vouch for them or bring them in."),
    Refusal.NIGHT_WRONG: _(
        "This is not the next part of the last night's grade: look how far it has come."
    ),
    Refusal.NOTHING_HELD: _("Nothing is held under this flag."),
    Refusal.NOTHING_VESTS: _("Nothing of this member's vests: there is nothing to hold."),
    Refusal.NOT_BANNED: _("This member is not banned: there is nothing to lift."),
    Refusal.NOT_FOUNDED: _("These books are empty: they are founded first."),
    Refusal.NOT_JUROR: _(
        "You have no seat on the jury of this article, or lost it: nothing is asked of you."
    ),
    Refusal.NOT_NEW: _(
        "This member has been here for longer: an invitation is for somebody who joins."
    ),
    Refusal.NOT_READ: _(
        "Rate the article or finish reading it first: comments and votes are its readers'."
    ),
    Refusal.NOT_REPEATING: _("This article waits for nobody: it is paid like any other."),
    Refusal.NOT_VOUCHED: _("You do not vouch for this member: there is nothing to take back."),
    Refusal.NOT_YOURSELF: _(
        "Nobody can vouch for themselves or bring themselves in: ask somebody else."
    ),
    Refusal.NO_BOND: _(
        "There is no bond on this article: it was not reviewed, or the bond has come back."
    ),
    Refusal.OPENS_SPENT: _(
        "You have started {quota} paid readings today: reading itself is always open."
    ),
    Refusal.OWN_ARTICLE: _("This is your own article: an author is not paid for reading it."),
    Refusal.OWN_CASE: _("This case is about yourself: somebody else decides on it."),
    Refusal.OWN_COMMENT: _("This is your own comment: others vote on it."),
    Refusal.PLUS_QUOTA_SPENT: _("You have run out of Pluses for today."),
    Refusal.PROOF_FORGED: _(
        "This proof does not fit this reader, article and section: reload the page and read on."
    ),
    Refusal.PROOF_MISSING: _("Not every section has been read yet: read on, section by section."),
    Refusal.PROOF_TOO_EARLY: _("You are reading faster than anyone can: try again in {wait_s} s."),
    Refusal.PUBLISHES_SPENT: _("You have published {quota} today: publish again tomorrow."),
    Refusal.PUZZLE_MISSING: _(
        "Much comes from here at this moment, so your browser has to solve a small puzzle"
        " first, for which it needs JavaScript: turn that on, or do without it in {wait_s} s."
        " Reading is always open."
    ),
    Refusal.PUZZLE_WRONG: _(
        "The puzzle's solution was wrong, too old, or used before: here is a new one, try"
        " again. None is needed in {wait_s} s."
    ),
    Refusal.RATE_SPENT: _(
        "{who} {what} {quota} times within {window_s} s, which is the most: nothing was"
        " changed, try again in {wait_s} s."
    ),
    Refusal.REASON_MISSING: _("A reason is needed: choose or write one."),
    Refusal.REPEAT_CHANGED: _(
        "The text has been changed since you were shown it: nothing was decided, read it again."
    ),
    Refusal.REPORT_SCOPE_WRONG: _("A report is either of scope mine or of scope whole."),
    Refusal.REVIEWS_OPEN: _(
        "You have {quota} articles under review already: wait for one of them."
    ),
    Refusal.REVIEW_CLOSED: _("This review is over: look at what was decided."),
    Refusal.REVIEW_LIVE: _(
        "This article is under review: publish it once it is approved, or withdraw the ask first."
    ),
    Refusal.REVIEW_LOCKS: _(
        "This article is under review or approved: withdraw the ask first, then change the text."
    ),
    Refusal.REVIEW_OTHER: _(
        "What was approved is not what would be published: withdraw the ask, and ask for a new one."
    ),
    Refusal.REVIEW_RESTS: _(
        "Your last review ended without an approval: the next jury can be asked for in"
        " {wait_s} s. The wait doubles with each one in a row."
    ),
    Refusal.REVIEW_SAME: _(
        "Another draft of yours with this very text is under review or approved: withdraw"
        " that ask first, or publish that one."
    ),
    Refusal.ROLE_HELD: _(
        "This member holds a role: the operator takes it first, then a ban is possible."
    ),
    Refusal.ROLE_MISSING: _("This is the right of another role: ask the operator for it."),
    Refusal.ROLE_UNKNOWN: _("There is no such role."),
    Refusal.SESSION_ALIVE: _("This reading session has not expired yet."),
    Refusal.SESSION_ELSEWHERE: _(
        "You are reading another article for Twei: finish that one, or switch to this one."
    ),
    Refusal.SESSION_GONE: _(
        "Your reading session is over: start reading again to get a new quote."
    ),
    Refusal.SESSION_USED: _(
        "This reading session's number was used already: start with a new one."
    ),
    Refusal.TARIFF_WRONG: _("The tariff breaks condition {condition}."),
    Refusal.TEXT_EMPTY: _("There is no text yet: write something first."),
    Refusal.TEXT_TOO_LONG: _("At most {most} characters fit and this has {length}: shorten it."),
    Refusal.TOO_FEW_MEMBERS: _(
        "A report of the whole post needs {needed} members besides you with movements on it:"
        " it must not show what one person did."
    ),
    Refusal.TOO_SHORT: _("An article needs {needed_words} words or more: this one has {words}."),
    Refusal.TOO_YOUNG: _("This comment settles later: in {wait_s} s."),
    Refusal.TRUST_WRONG: _("Trust is a whole number of thousandths from 0 to 1000."),
    Refusal.UNKNOWN_ARTICLE: _("There is no such article."),
    Refusal.UNKNOWN_COMMENT: _("There is no such comment."),
    Refusal.UNKNOWN_FLAG: _("There is no such flag."),
    Refusal.UNKNOWN_INVITATION: _(
        "There is no such invitation, or it was used already: make a new one."
    ),
    Refusal.UNKNOWN_MEMBER: _("There is no such member."),
    Refusal.UNKNOWN_REVIEW: _("There is no such review."),
    Refusal.VERDICT_LATE: _(
        "The time to answer is over, and another juror is drawn: nothing is asked of you."
    ),
    Refusal.VOUCHES_SPENT: _(
        "You can answer for {quota} members at a time: a vouch taken back keeps its place for"
        " {days} days, a lost one until the ban is lifted."
    ),
}


def sentence(refused: Refused) -> str:
    """Return a refusal's sentence in the language in force, with its figures filled in."""
    return str(SENTENCES[refused.reason]).format_map(refused.figures)

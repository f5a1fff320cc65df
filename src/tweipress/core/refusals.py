"""Every way an act can be refused: one name each, with the sentence a person reads.

A sentence says what happened, why, and what to do. Its figures are filled in by the rule.
"""

from collections.abc import Mapping
from enum import Enum


class Refusal(Enum):
    """A named refusal; the value is its sentence, with the names of its figures in braces."""

    ALREADY_FOUNDED = "These books exist already: they are founded once."
    ALREADY_BANNED = "This member is banned already: nothing had to be done."
    ALREADY_GRADED = "This night is graded already: nothing had to be done."
    ALREADY_INVITED = "This member was brought in by somebody already: nobody is invited twice."
    ALREADY_JOINED = "This member is in the books already: nothing had to be done."
    ALREADY_JUDGED = "You have given your verdict on this article already: each juror has one."
    ALREADY_APPEALED = "You have appealed already: once a flag, and once more after a hold."
    ALREADY_ASKED = "This article is under review already: wait for its jury, or withdraw the ask."
    ALREADY_FLAGGED = "This flag is in the books already: it is raised once."
    ALREADY_FOUND = "This article is waiting for an editor already: nobody is paid until then."
    ALREADY_HELD = "Twei was held under this flag before: that is done once a flag."
    ALREADY_PUBLISHED = "This article is published already: it is paid for once."
    ALREADY_RATED = "You have rated this article already: each reader rates an article once."
    ALREADY_RETURNED = "This close has been at these articles already: each returns its part once."
    ALREADY_SETTLED = "This comment is settled: votes and removals were possible until then."
    ALREADY_VOTED = "You have voted on this comment already: each member has one vote."
    ALREADY_VOUCHED = "You vouch for this member already: nothing had to be done."
    ALREADY_WRITTEN = "This comment is in the books already: it is paid for once."
    ALREADY_REPORTED = "This report was bought already: ask for a new one under a new number."
    AMOUNT_WRONG = "The amount must be a whole number of Twei above 0 that the books can hold."
    APPEAL_OPEN = "An appeal waits for its decision: until then nothing that is held goes away."
    ARTICLE_UNDONE = "This article was taken back: it can be neither read for Twei nor discussed."
    ARTICLE_REPEATS = (
        "This article repeats another: reading it pays nobody until an editor has looked at it."
    )
    ARTICLE_STANDS = (
        "This article has not been taken back: an editor does that first, with a reason."
    )
    BANNED = (
        "You are banned, for the reason on your own page: you can read, and see your statement."
    )
    BOOKS_BUSY = "Too many people act at this moment: nothing was changed, try again in a second."
    BOOKS_FAILED = "The books could not be written: nothing was changed, try again."
    CALENDAR_ENDED = "There is no later day in the calendar."
    COMMENTS_SPENT = "You have written your {quota} comments for today: write again tomorrow."
    DAY_CLOSED = "The books of the day are closed: wait for the next day to open."
    DAY_LASTS = "The day is not over yet: what is left of it returns at midnight UTC."
    DAY_OPEN = "A day is open already: close it first."
    DISLIKES_SPENT = "You have given your {quota} dislikes for today: vote again tomorrow."
    EDIT_TOO_FAR = (
        "A review has approved this article, and the new text has {kept_percent} % in common with"
        " what was approved, where {needed_percent} % are needed: nothing was changed. Mend less,"
        " or write a new article."
    )
    FIXED_STANDING = "Levels and trust are fixed in scenarios alone: elsewhere they are earned."
    FLAG_CLOSED = "This flag is closed: there is nothing left to decide on, or to appeal against."
    FLAG_REASON_WRONG = (
        "A flag bears one of the listed reasons, and says by which rule it is raised."
    )
    FLAG_WITHOUT_EFFECT = "This flag is on trial and has no effect: nothing can be held under it."
    FUNDS_SHORT = (
        "This costs {price_twei} Twei and you have {spendable_twei}: earn by reading first."
    )
    AVAILABLE_SHORT = (
        "This needs {bond_twei} Twei as a refundable bond from your available Twei and you have"
        " {available_twei}: what still vests cannot be bonded."
    )
    HOLD_YOUNG = "What is held can be appealed against for {wait_s} s more."
    INVITES_SPENT = (
        "You have brought in {quota} members within {days} days: invite the next one later."
    )
    IN_CIRCLE = (
        "You and the author are tied by an invitation, a vouch or a vote: somebody else judges."
    )
    JURY_SITS = "The jury of this article can answer for {wait_s} s more."
    KEY_REUSED = "This request's key was used for another act: reload the page and try again."
    LEVEL_TOO_LOW = "Available from LVL {needed_level}; you are at LVL {level}. Reading raises it."
    MEMBER_BANNED = "This member is banned: nobody can vouch for them or bring them in."
    LIKES_SPENT = "You have given your {quota} likes for today: vote again tomorrow."
    MALFORMED = "The request could not be understood: check its fields."
    NOTHING_HELD = "Nothing is held under this flag."
    NOTHING_VESTS = "Nothing of this member's vests: there is nothing to hold."
    NO_BOND = "There is no bond on this article: it was not reviewed, or the bond has come back."
    NIGHT_WRONG = "This is not the next part of the last night's grade: look how far it has come."
    NOT_BANNED = "This member is not banned: there is nothing to lift."
    NOT_FOUNDED = "These books are empty: they are founded first."
    NOT_JUROR = "You have no seat on the jury of this article, or lost it: nothing is asked of you."
    NOT_NEW = "This member has been here for longer: an invitation is for somebody who joins."
    NOT_READ = "Rate the article or finish reading it first: comments and votes are its readers'."
    NOT_REPEATING = "This article waits for nobody: it is paid like any other."
    NOT_VOUCHED = "You do not vouch for this member: there is nothing to take back."
    NOT_YOURSELF = "Nobody can vouch for themselves or bring themselves in: ask somebody else."
    OPENS_SPENT = "You have started {quota} paid readings today: reading itself is always open."
    OWN_ARTICLE = "This is your own article: an author is not paid for reading it."
    OWN_CASE = "This case is about yourself: somebody else decides on it."
    OWN_COMMENT = "This is your own comment: others vote on it."
    PLUS_QUOTA_SPENT = "You have run out of Pluses for today."
    PROOF_FORGED = (
        "This proof does not fit this reader, article and section: reload the page and read on."
    )
    PROOF_MISSING = "Not every section has been read yet: read on, section by section."
    PROOF_TOO_EARLY = "You are reading faster than anyone can: try again in {wait_s} s."
    PUBLISHES_SPENT = "You have published {quota} today: publish again tomorrow."
    PUZZLE_MISSING = (
        "Much comes from here at this moment, so your browser has to solve a small puzzle first,"
        " for which it needs JavaScript: turn that on, or do without it in {wait_s} s. Reading is"
        " always open."
    )
    PUZZLE_WRONG = (
        "The puzzle's solution was wrong, too old, or used before: here is a new one, try again."
        " None is needed in {wait_s} s."
    )
    RATE_SPENT = (
        "{who} {what} {quota} times within {window_s} s, which is the most: nothing was changed,"
        " try again in {wait_s} s."
    )
    REASON_MISSING = "A reason is needed: choose or write one."
    REPEAT_CHANGED = (
        "The text has been changed since you were shown it: nothing was decided, read it again."
    )
    REPORT_SCOPE_WRONG = "A report is either of scope mine or of scope whole."
    REVIEWS_OPEN = "You have {quota} articles under review already: wait for one of them."
    REVIEW_CLOSED = "This review is over: look at what was decided."
    REVIEW_LIVE = (
        "This article is under review: publish it once it is approved, or withdraw the ask first."
    )
    REVIEW_LOCKS = (
        "This article is under review or approved: withdraw the ask first, then change the text."
    )
    REVIEW_OTHER = (
        "What was approved is not what would be published: withdraw the ask, and ask for a new one."
    )
    REVIEW_RESTS = (
        "Your last review ended without an approval: the next jury can be asked for in {wait_s} s."
        " The wait doubles with each one in a row."
    )
    REVIEW_SAME = (
        "Another draft of yours with this very text is under review or approved: withdraw that ask"
        " first, or publish that one."
    )
    ROLE_HELD = "This member holds a role: the operator takes it first, then a ban is possible."
    ROLE_MISSING = "This is the right of another role: ask the operator for it."
    ROLE_UNKNOWN = "There is no such role."
    SESSION_ALIVE = "This reading session has not expired yet."
    SESSION_ELSEWHERE = (
        "You are reading another article for Twei: finish that one, or switch to this one."
    )
    SESSION_GONE = "Your reading session is over: start reading again to get a new quote."
    SESSION_USED = "This reading session's number was used already: start with a new one."
    TARIFF_WRONG = "The tariff breaks condition {condition}."
    TEXT_EMPTY = "There is no text yet: write something first."
    TEXT_TOO_LONG = "At most {most} characters fit and this has {length}: shorten it."
    TOO_FEW_MEMBERS = (
        "A report of the whole post needs {needed} members besides you with movements on it:"
        " it must not show what one person did."
    )
    TOO_SHORT = "An article needs {needed_words} words or more: this one has {words}."
    TOO_YOUNG = "This comment settles later: in {wait_s} s."
    TRUST_WRONG = "Trust is a whole number of thousandths from 0 to 1000."
    UNKNOWN_ARTICLE = "There is no such article."
    UNKNOWN_COMMENT = "There is no such comment."
    UNKNOWN_FLAG = "There is no such flag."
    UNKNOWN_INVITATION = "There is no such invitation, or it was used already: make a new one."
    UNKNOWN_MEMBER = "There is no such member."
    UNKNOWN_REVIEW = "There is no such review."
    VERDICT_LATE = (
        "The time to answer is over, and another juror is drawn: nothing is asked of you."
    )
    VOUCHES_SPENT = (
        "You can answer for {quota} members at a time: a vouch taken back keeps its place for"
        " {days} days, a lost one until the ban is lifted."
    )

    def sentence(self, figures: Mapping[str, int | str]) -> str:
        """Return the sentence with `figures` filled in."""
        return self.value.format_map(figures)

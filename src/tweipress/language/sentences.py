"""The sentences of refusals: what happened, why, and what to do.

The rule that refuses fills in the figures in braces.
"""

from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.core.refusals import Refusal
from tweipress.language.filing import OF_FILING
from tweipress.language.of_cases import OF_CASES, OF_DECISIONS, OF_MODERATION
from tweipress.language.of_leaving import OF_LEAVING
from tweipress.language.reviewing import OF_REVIEWS
from tweipress.language.uploads import OF_PICTURES
from tweipress.language.writing import OF_WRITING


class Plural(NamedTuple):
    """A sentence in two forms, chosen by one of its figures."""

    one: str
    many: str
    figure: str


SENTENCES: Final[dict[Refusal, Promise | Plural]] = {
    **OF_CASES,
    **OF_DECISIONS,
    **OF_FILING,
    **OF_LEAVING,
    **OF_MODERATION,
    **OF_PICTURES,
    **OF_REVIEWS,
    **OF_WRITING,
    Refusal.ALREADY_APPEALED: _(
        "You have already appealed. You can appeal once against a flag and once against a hold."
    ),
    Refusal.ALREADY_ASKED: _(
        "This article is already under review. Wait for the decision, or withdraw the request."
    ),
    Refusal.ALREADY_BANNED: _("This member is already banned. Nothing was changed."),
    Refusal.ALREADY_FOUND: _(
        "This article is already waiting for an editor. Until then it pays nobody."
    ),
    Refusal.ALREADY_FOUNDED: _("These books already exist. Books are founded once."),
    Refusal.ALREADY_GRADED: _("This night is already graded. Nothing was changed."),
    Refusal.ALREADY_INVITED: _(
        "Somebody has already invited this member. A member is invited once."
    ),
    Refusal.ALREADY_JOINED: _("This member is already in the books. Nothing was changed."),
    Refusal.ALREADY_JUDGED: _(
        "You have already given your verdict on this article. Each juror has one."
    ),
    Refusal.ALREADY_PUBLISHED: _("This article is already published. It is paid for once."),
    Refusal.ALREADY_RATED: _(
        "You have already rated this article. Each reader rates an article once."
    ),
    Refusal.ALREADY_REPORTED: _(
        "You have already bought this report. Ask for a new one under a new number."
    ),
    Refusal.ALREADY_RETURNED: _(
        "What was left here has already been returned at this close of the day."
    ),
    Refusal.ALREADY_SETTLED: _(
        "This comment is settled. Votes and removals were possible until then."
    ),
    Refusal.ALREADY_VOTED: _(
        "You have already voted on this comment. Each member has one vote on each comment."
    ),
    Refusal.ALREADY_VOUCHED: _("You already vouch for this member. Nothing was changed."),
    Refusal.ALREADY_WRITTEN: _("This comment is already in the books. It is paid for once."),
    Refusal.AMOUNT_WRONG: _(
        "The amount must be a whole number of Twei above 0 that the books can hold."
    ),
    Refusal.ARTICLE_STANDS: _(
        "This article has not been taken back. An editor has to take it back first, with a reason."
    ),
    Refusal.ARTICLE_UNDONE: _(
        "This article was taken back. It can no longer be read for Twei or discussed."
    ),
    Refusal.AVAILABLE_SHORT: _(
        "This needs a refundable bond of {bond_twei} Twei, and you have {available_twei} Twei"
        " available. Twei that is still vesting cannot be bonded."
    ),
    Refusal.BANNED: _(
        "You are banned. Your own page says why. You can still read, and see your statement."
    ),
    Refusal.BODIES_MANY: _(
        "Too many people are sending something large at the same moment. Nothing was changed. Send"
        " it again in ten seconds."
    ),
    Refusal.BODY_SLOW: _(
        "What you sent came too slowly, or not to its end. Nothing was changed. Send it again, or"
        " something smaller."
    ),
    Refusal.BODY_UNMEASURED: _(
        "What you sent does not say how long it is. Nothing was changed. A program has to state"
        " Content-Length; browsers do."
    ),
    Refusal.BOOKS_BUSY: _(
        "Too many people are doing something at the same moment. Nothing was changed. Try again in"
        " a second."
    ),
    Refusal.BOOKS_FAILED: _(
        "The books did not answer. It is not known whether this was done. Send the same form again:"
        " it is never charged twice."
    ),
    Refusal.CALENDAR_ENDED: _("There is no later day in the calendar."),
    Refusal.CHECKLIST_OPEN: Plural(
        "{missing} item of the checklist is not done, and this paper publishes no article without"
        " it. Nothing was published. Look at the checklist, see to it, then publish again.",
        "{missing} items of the checklist are not done, and this paper publishes no article without"
        " them. Nothing was published. Look at the checklist, see to them, then publish again.",
        "missing",
    ),
    Refusal.COMMENTS_SPENT: Plural(
        "You have written your {quota} comment for today. Write again tomorrow.",
        "You have written your {quota} comments for today. Write again tomorrow.",
        "quota",
    ),
    Refusal.DAY_CLOSED: _("The books of the day are closed. Wait until the next day opens."),
    Refusal.DAY_LASTS: _("The day is not over yet. What is left of it returns at midnight UTC."),
    Refusal.DAY_OPEN: _("A day is already open. Close it first."),
    Refusal.DISLIKES_SPENT: Plural(
        "You have given your {quota} dislike for today. Vote again tomorrow.",
        "You have given your {quota} dislikes for today. Vote again tomorrow.",
        "quota",
    ),
    Refusal.DRAFTS_MANY: Plural(
        "You have {most} draft, as many as fit. Publish or delete one, then save this text again.",
        "You have {most} drafts, as many as fit. Publish or delete one, then save this text again.",
        "most",
    ),
    Refusal.EDITS_MANY: Plural(
        "You have edited this article {most} time, as often as fits, because each version is kept."
        " Nothing was changed. Ask an editor to make the change.",
        "You have edited this article {most} times, as often as fits, because each version is kept."
        " Nothing was changed. Ask an editor to make the change.",
        "most",
    ),
    Refusal.EDITS_SPENT: Plural(
        "You edited this article {most} time within 24 hours, and each version is kept. Nothing"
        " was changed. Edit it again in {wait_s}.",
        "You edited this article {most} times within 24 hours, and each version is kept. Nothing"
        " was changed. Edit it again in {wait_s}.",
        "most",
    ),
    Refusal.FIXED_STANDING: _(
        "Levels and trust can be set in scenarios only. Everywhere else they are earned."
    ),
    Refusal.FUNDS_SHORT: _(
        "This costs {price_twei} Twei and you have {spendable_twei}: earn by reading first."
    ),
    Refusal.INVITES_SPENT: Plural(
        "You have invited {quota} member within {span_s}. Invite the next one later.",
        "You have invited {quota} members within {span_s}. Invite the next one later.",
        "quota",
    ),
    Refusal.JOB_GONE: _(
        "This job is done already, or is being done now. Nothing was changed: look at the list."
    ),
    Refusal.KEY_REUSED: _(
        "This form was already used for something else. Reload the page and try again."
    ),
    Refusal.LEVEL_TOO_LOW: _(
        "Available from LVL {needed_level}; you are at LVL {level}. Reading raises it."
    ),
    Refusal.LIKES_SPENT: Plural(
        "You have given your {quota} like for today. Vote again tomorrow.",
        "You have given your {quota} likes for today. Vote again tomorrow.",
        "quota",
    ),
    Refusal.MALFORMED: _("The request could not be understood. Check its fields."),
    Refusal.MEMBER_BANNED: _("This member is banned. Nobody can vouch for them or invite them."),
    Refusal.NIGHT_WRONG: _("This is not the next part of the last night’s grade."),
    Refusal.NOT_BANNED: _("This member is not banned, so there is no ban to lift."),
    Refusal.NOT_FOUNDED: _("These books are empty. They have to be founded first."),
    Refusal.NOT_NEW: _("This member joined too long ago. Invitations are for new members."),
    Refusal.NOT_READ: _(
        "Rate the article or finish reading it first. Only its readers comment and vote."
    ),
    Refusal.NOT_REPEATING: _("This article is not waiting for an editor. It pays like any other."),
    Refusal.NOT_VOUCHED: _("You do not vouch for this member, so there is nothing to take back."),
    Refusal.NOT_YOURSELF: _("You cannot vouch for yourself or invite yourself. Ask somebody else."),
    Refusal.NO_BOND: _(
        "There is no bond on this article. It was not reviewed, or its bond was returned."
    ),
    Refusal.OPENS_SPENT: Plural(
        "You have started {quota} paid reading today. You can always read without being paid.",
        "You have started {quota} paid readings today. You can always read without being paid.",
        "quota",
    ),
    Refusal.OWN_ARTICLE: _("This is your own article: an author is not paid for reading it."),
    Refusal.OWN_COMMENT: _("This is your own comment. Others vote on it."),
    Refusal.OWN_VERSION: _(
        "You wrote this version or the article. Another editor or moderator decides about it."
    ),
    Refusal.PLUS_QUOTA_SPENT: _("You have run out of Pluses for today."),
    Refusal.PROOF_FORGED: _(
        "This proof of reading does not belong to this reader, article and part. Reload the page"
        " and read on."
    ),
    Refusal.PROOF_MISSING: _("You have not read every part yet. Read on, part by part."),
    Refusal.PROOF_TOO_EARLY: _("You are reading faster than anyone can. Try again in {wait_s}."),
    Refusal.PUBLICATION_OPEN: _(
        "This article was sent for publication, and no answer has come yet. Nothing was saved."
        " Ask for publication again: then it is published, or a draft that you can change."
    ),
    Refusal.PICTURE_UNDESCRIBED: _(
        "The picture number {picture} has no alternative text: who cannot see it would not know"
        " what it shows. Write that between the square brackets of the picture, and try again."
    ),
    Refusal.PUBLISHES_SPENT: Plural(
        "You have published {quota} article today. Publish again tomorrow.",
        "You have published {quota} articles today. Publish again tomorrow.",
        "quota",
    ),
    Refusal.PUZZLE_MISSING: _(
        "Many requests are coming in, so your browser has to solve a small puzzle first. It"
        " needs JavaScript for that. Turn JavaScript on, or wait: in {wait_s} no puzzle is needed."
        " Reading is always open."
    ),
    Refusal.PUZZLE_WRONG: _(
        "The solution of the puzzle was wrong, too old, or already used. Try again with a new"
        " puzzle, or wait: in {wait_s} no puzzle is needed."
    ),
    Refusal.REASON_MISSING: _("A reason is needed. Choose or write one."),
    Refusal.REPEAT_CHANGED: _(
        "The text was changed after it was shown to you. Nothing was decided. Read it again."
    ),
    Refusal.REPORT_SCOPE_WRONG: _("A report is about yourself or about the whole post."),
    Refusal.REVIEWS_OPEN: Plural(
        "You already have {quota} article under review. Wait until its review has ended.",
        "You already have {quota} articles under review. Wait until one review has ended.",
        "quota",
    ),
    Refusal.ROLE_HELD: _(
        "This member holds a role. The operator has to take the role first; then a ban is possible."
    ),
    Refusal.ROLE_MISSING: _(
        "Your role does not allow this. Ask the operator for the role that does."
    ),
    Refusal.SESSION_ALIVE: _("This reading session has not expired yet."),
    Refusal.SESSION_ELSEWHERE: _(
        "You are reading another article for Twei. Finish that one, or switch to this one."
    ),
    Refusal.SESSION_GONE: _(
        "Your reading session is over. Start reading again to get a new quote."
    ),
    Refusal.SESSION_USED: _("This reading session was already used. Start a new one."),
    Refusal.SIGN_INS_BUSY: _(
        "Too many passwords are being checked at this moment, so yours was not. Nothing was"
        " changed. Send the form again in a second."
    ),
    Refusal.TARIFF_WRONG: _("The tariff breaks condition {condition}."),
    Refusal.TEXT_EMPTY: _("There is no text yet. Write something first."),
    Refusal.TEXT_TOO_LONG: _("The text has {length} characters, and {most} fit. Shorten it."),
    Refusal.TOO_FEW_MEMBERS: Plural(
        "A report on the whole post shows the last close of a day. By then, and since your last"
        " one, {needed} other member must have moved something there, so that it does not show"
        " what one person did. Try again after the next midnight UTC.",
        "A report on the whole post shows the last close of a day. By then, and since your last"
        " one, {needed} other members must have moved something there, so that it does not show"
        " what one person did. Try again after the next midnight UTC.",
        "needed",
    ),
    Refusal.TOO_SHORT: _("An article needs {needed_words} words or more. This one has {words}."),
    Refusal.TOO_YOUNG: _("This comment is settled later, in {wait_s}."),
    Refusal.TRUST_WRONG: _("Trust is a whole number of thousandths from 0 to 1000."),
    Refusal.UNKNOWN_ARTICLE: _("There is no such article."),
    Refusal.UNKNOWN_COMMENT: _("There is no such comment."),
    Refusal.UNKNOWN_FLAG: _("There is no such flag."),
    Refusal.UNKNOWN_INVITATION: _(
        "There is no such invitation, or it was already used. Make a new one."
    ),
    Refusal.UNKNOWN_MEMBER: _("There is no such member."),
    Refusal.UNKNOWN_REVIEW: _("There is no such review."),
    Refusal.UNSTORABLE: _(
        "What was sent is not UTF-8, or has a character that no text can keep: NUL, or half of one."
        " Nothing was changed. Take it out and send it again."
    ),
    Refusal.VERDICT_LATE: _("The time for your verdict is over. Others decide now."),
    Refusal.VERSION_GONE: _(
        "The text of this version was taken away already. Nothing was changed."
    ),
    Refusal.VERSION_SHOWN: _(
        "This is the text that readers see now. Edit the article or take it back; an earlier"
        " version’s text can be taken away."
    ),
    Refusal.VOUCHES_SPENT: Plural(
        "You can vouch for {quota} member at a time. A vouch that you take back keeps its place"
        " for {span_s}. One that was lost keeps it until the ban is lifted.",
        "You can vouch for {quota} members at a time. A vouch that you take back keeps its place"
        " for {span_s}. One that was lost keeps it until the ban is lifted.",
        "quota",
    ),
}

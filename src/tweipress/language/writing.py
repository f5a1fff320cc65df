"""The sentences about texts that are written and planned: copies, versions, notes, dates."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.core.refusals import Refusal

OF_WRITING: Final[dict[Refusal, Promise]] = {
    Refusal.ASSIGNEE_OUTSIDE: _(
        "This member does not work on the article: only its authors and editors do. Choose one of"
        " them, or leave the field empty."
    ),
    Refusal.CONSENT_MISSING: _(
        "Publishing is paid by the author, who has not said that editors may publish this article."
        " Ask the author to schedule it, or to allow that when handing it in."
    ),
    Refusal.EMBARGOED: _(
        "This article is under an embargo, so nobody can publish it before that ends. Choose a"
        " later time, or change the embargo in its plan."
    ),
    Refusal.EXPIRY_EARLY: _(
        "The article would expire before it is published. Choose a later time for the expiry, or"
        " an earlier one for the publication."
    ),
    Refusal.IDEA_BEGUN: _(
        "This is no idea any more: it has a text or an author who writes it. Look at its plan as it"
        " is now."
    ),
    Refusal.PRICE_ROSE: _(
        "Publishing costs {price_twei} Twei now, which is more than the author has agreed to."
        " Nothing was paid. The author can agree to the new price: publish it, schedule it, or"
        " allow editors to publish it again."
    ),
    Refusal.TIME_FAR: _(
        "This date is more than five years ahead. Look at the year, and choose an earlier date."
    ),
    Refusal.TIME_PAST: _("This time has passed already. Choose a later one."),
    Refusal.COPIES_LONG: _(
        "Your unsaved texts together have {most} characters, as many as fit. Save or throw away"
        " one of them. Until then this one is not autosaved."
    ),
    Refusal.COPIES_MANY: _(
        "You have {most} unsaved texts, as many as fit. Save or throw away one of them. Until then"
        " this one is not autosaved."
    ),
    Refusal.DRAFT_GONE: _(
        "The draft that this was written for is gone. Your text is here: save it as a new draft."
    ),
    Refusal.NOTICES_MANY: _(
        "This article has {most} notices, as many as fit. Nothing was added. Say it in the text."
    ),
    Refusal.NOTICES_SPENT: _(
        "You added {most} notices within 24 hours, as many as fit. Nothing was added. Add this one"
        " in {wait_s}."
    ),
    Refusal.NOTICE_WITHDRAWN: _("This notice is withdrawn already. Nothing was changed."),
    Refusal.STAGED_GONE: _(
        "No changed text waits any longer: it was shown or thrown away meanwhile. Nothing was"
        " changed. Look at the article."
    ),
    Refusal.VERSION_NEWER: _(
        "A newer version was saved since you began. Nothing was overwritten, and your text is here."
        " Compare both and choose."
    ),
    Refusal.WRITER_OTHER: _(
        "Somebody else is signed in in this browser now, so nothing was saved. Sign in again as"
        " the one who began this text."
    ),
    Refusal.AUTHOR_CANNOT: _(
        "Its author cannot publish it now. Ask them: they alone are told why."
    ),
    Refusal.COAUTHOR_BARRED: _(
        "One of the co-authors cannot publish anything now. Change the shares, or publish alone."
    ),
    Refusal.COAUTHOR_SHORT: _(
        "One of the co-authors does not have enough Twei for their part. Ask them, change the"
        " shares, or publish alone."
    ),
    Refusal.SHARES_CHANGED: _(
        "The parts or the tribute have changed since you were shown them. Look at your part again,"
        " then answer."
    ),
    Refusal.SHARES_NOT_AGREED: _(
        "Not every co-author has agreed to these shares at today’s tribute. Wait for their answer,"
        " or ask them again."
    ),
    Refusal.SHARES_REVIEWED: _(
        "An article that several authors share cannot be reviewed: one author answers for the"
        " bond. Take the co-authors off it, or publish it without a review."
    ),
    Refusal.TRIBUTE_CHANGED: _(
        "Publishing costs {tribute_twei} Twei now, and no longer what you were shown. Look at your"
        " part again, then answer."
    ),
    Refusal.LINE_GONE: _(
        "This line is no longer on the checklist. Nothing was changed. Look at what is there now."
    ),
    Refusal.NOTES_MANY: _(
        "This article has {most} open notes, as many as fit. Resolve some that are done."
    ),
    Refusal.QUOTE_MISSING: _(
        "These words are not in the text as it is saved. Save it first, or copy some words of one"
        " paragraph exactly as they stand there."
    ),
    Refusal.QUOTE_TOO_LONG: _(
        "A note quotes {most} characters at most, and these are {length}. Quote the first words, or"
        " give the number of the paragraph alone."
    ),
    Refusal.REPLIES_MANY: _(
        "This note has {most} replies, as many as fit. Resolve it, and write a new one."
    ),
    Refusal.UNKNOWN_NOTE: _("There is no such note on this article. It may have been deleted."),
}

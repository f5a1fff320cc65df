"""The sentences of refusals about flags and what is held under them."""

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

"""The sentences about closed accounts, and about what stands in the way of closing one."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.core.refusals import Refusal

OF_LEAVING: Final[dict[Refusal, Promise]] = {
    Refusal.FLAG_KEEPS: _(
        "A flag stands against you. Appeal, or wait until it ends; then you can close your account."
    ),
    Refusal.LEFT: _("This account is closed."),
    Refusal.MEMBER_LEFT: _("This member has closed the account. Nothing was changed."),
    Refusal.REVIEW_KEEPS: _(
        "An article of yours is under review, or approved and not published. Withdraw or publish"
        " it; then you can close your account."
    ),
    Refusal.ROLE_KEEPS: _(
        "You hold a role. Ask an operator to take it; then you can close your account."
    ),
}

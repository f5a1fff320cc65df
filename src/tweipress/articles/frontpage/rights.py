"""Who may arrange a front."""

from typing import Any

from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused
from tweipress.publication.queries import edited_by


def arranging_refusal(member: MemberId, section: str) -> Refused | None:
    """Return why a member may not arrange a front, None if they may.

    The site's front has no section. Who edits a section may arrange its front.
    """
    refused = books.right_refusal(member, Right.FRONT)
    if refused and section and section in edited_by(member):
        return books.right_refusal(member, Right.EDIT_SECTION)
    return refused


def may_arrange(user: Any) -> bool:
    """Tell whether the page of fronts has anything to arrange for somebody."""
    return user.is_authenticated and arranging_refusal(MemberId(user.pk), "") is None

"""Writes about bans. The rules say who may ban."""

from typing import Final

from tweipress import bank
from tweipress.bank import Answer, Receipt
from tweipress.core.acts.members.ban import Ban
from tweipress.core.ids import MemberId
from tweipress.decisions import actions as decisions
from tweipress.decisions.actions import Kind, Noted, Why
from tweipress.http.text import unfit
from tweipress.security.actions import Event, noted

REASON_MAX: Final = 300


def ban(
    by: MemberId,
    member: MemberId,
    reason: str,
    key: str,
    *,
    lifted: bool = False,
    why: str = Why.OTHER,
) -> Answer:
    """Ban a member for a reason, or lift the ban; `by` may be CONSOLE."""
    reason = reason.strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    event = Event.UNBANNED if lifted else Event.BANNED
    answer = bank.do(Ban(member, reason, lifted, by=by), key=key)
    if isinstance(answer, Receipt) and lifted:
        decisions.end_bans(member, by, reason)
    elif isinstance(answer, Receipt):
        decisions.note(Noted(Kind.BAN, by, member, why, reason), f"ban:{answer.seq}")
    return noted(answer, event, member=member, by=by, detail={"reason": reason})

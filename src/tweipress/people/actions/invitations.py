"""Writes about invitations: a code on the site, which becomes an act when a guest has joined.

A code by itself is no act. The books are told of it when they know the guest.
"""

from typing import Final

from tweipress import bank
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.core.acts.members.invite import Invite
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.people import queries
from tweipress.people.models import InvitationCode, Member

LATER: Final = {
    Refusal.BOOKS_BUSY,
    Refusal.BOOKS_FAILED,
    Refusal.DAY_CLOSED,
    Refusal.UNKNOWN_MEMBER,
}
"""Refusals after which an invitation is asked for again."""


def make_code(member: MemberId, form_key: str) -> InvitationCode | Refused:
    """Make a code to invite somebody with, one a form; codes that wait count as invitations."""
    if not form_key:
        return refuse(Refusal.MALFORMED)
    known = InvitationCode.objects.filter(inviter=member, form_key=form_key).first()
    if known is not None:
        return known
    if refused := books.preview_invitation(member, len(queries.waiting_codes(member))).refused:
        return refused
    return InvitationCode.objects.get_or_create(inviter_id=member, form_key=form_key)[0]


def withdraw_code(member: MemberId, code: str) -> Refused | None:
    """Take back one's own code that nobody has used."""
    if not queries.is_code(code):
        return refuse(Refusal.UNKNOWN_INVITATION)
    mine = InvitationCode.objects.filter(inviter=member, code=code, guest=None, is_withdrawn=False)
    return None if mine.update(is_withdrawn=True) else refuse(Refusal.UNKNOWN_INVITATION)


def claim_code(code: str, guest: Member) -> bool:
    """Note who has joined with a code; of two at once one is the guest, the other joins alone."""
    usable = queries.usable_code(code)
    if usable is None:
        return False
    return bool(InvitationCode.objects.filter(pk=usable.pk, guest=None).update(guest=guest))


def bring_in(guest: Member) -> Refused | None:
    """Tell the books who invited a guest whom they know; nothing to tell is no refusal.

    A final refusal is noted, and the guest is a member without an invitation. After any other
    refusal the books are asked again at the guest's next sign-in, or at the next start.
    """
    code = InvitationCode.objects.filter(guest=guest, posting_seq=None, refusal="").first()
    if code is None or guest.posting_seq is None:
        return None
    act = Invite(member=MemberId(code.inviter_id), other=MemberId(guest.pk))
    answer = bank.do(act, key=f"invite:{guest.pk}")
    mine = InvitationCode.objects.filter(pk=code.pk)
    if isinstance(answer, Receipt):
        mine.update(posting_seq=answer.seq)
        return None
    if answer.reason not in LATER:
        mine.update(refusal=answer.name)
    return answer


def bring_in_waiting() -> int:
    """Ask again for every guest whose invitation the books have not answered; return how many."""
    waiting = InvitationCode.objects.filter(guest__isnull=False, posting_seq=None, refusal="")
    guests = [code.guest for code in waiting.select_related("guest") if code.guest]
    return sum(bring_in(guest) is not None for guest in guests)

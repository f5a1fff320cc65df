"""Writes about the words members give for each other: invitations, vouches; and bans.

An invitation begins as a code on the site, which is no act: it becomes one when a guest has joined
with it and the books know him.
"""

import re
from typing import Final

from tweipress import bank
from tweipress.bank import Answer, Receipt, clock
from tweipress.bank import queries as books
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.ids import CONSOLE, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.rules.vouching import days
from tweipress.core.state.outcome import Refused, refuse
from tweipress.people.models import CODE_LIFE, InvitationCode, Member

REASON_MAX: Final = 300
CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")
LATER: Final = {
    Refusal.BOOKS_BUSY,
    Refusal.BOOKS_FAILED,
    Refusal.DAY_CLOSED,
    Refusal.UNKNOWN_MEMBER,
}
"""Refusals after which an invitation is asked for again."""


def make_code(member: Member, form_key: str) -> InvitationCode | Refused:
    """Make a code to invite somebody with, one a form; codes that wait count as invitations."""
    if not form_key:
        return refuse(Refusal.MALFORMED)
    known = InvitationCode.objects.filter(inviter=member, form_key=form_key).first()
    if known is not None:
        return known
    standing, relationships = (
        books.standing(MemberId(member.pk)),
        books.relationships(MemberId(member.pk)),
    )
    if standing is None or relationships is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    tariff = books.tariff()
    if relationships.ban is not None:
        return refuse(Refusal.BANNED)
    if not standing.passes(tariff.invite_level):
        needed = tariff.invite_level
        return refuse(Refusal.LEVEL_TOO_LOW, needed_level=needed, level=standing.level)
    if codes_left(member, relationships) <= 0:
        quota, window_days = tariff.invites_per_window, days(tariff.invite_window_s)
        return refuse(Refusal.INVITES_SPENT, quota=quota, days=window_days)
    return InvitationCode.objects.create(inviter=member, form_key=form_key)


def codes_left(member: Member, relationships: books.Relationships) -> int:
    """Return how many codes a member may still make: what the books leave, less those that wait."""
    return relationships.invites_left - len(waiting_codes(member))


def waiting_codes(member: Member) -> list[InvitationCode]:
    """Return a member's codes that somebody can use, or that the books have not counted yet."""
    fresh = InvitationCode.objects.filter(
        inviter=member,
        is_withdrawn=False,
        posting_seq=None,
        refusal="",
        made__gt=clock.now() - CODE_LIFE,
    )
    return list(fresh.select_related("guest").order_by("made"))


def withdraw_code(member: Member, code: str) -> Refused | None:
    """Take back one's own code that nobody has used."""
    if not CODE.fullmatch(code):
        return refuse(Refusal.UNKNOWN_INVITATION)
    mine = InvitationCode.objects.filter(inviter=member, code=code, guest=None, is_withdrawn=False)
    return None if mine.update(is_withdrawn=True) else refuse(Refusal.UNKNOWN_INVITATION)


def usable_code(code: str) -> InvitationCode | None:
    """Return the code that somebody may join with."""
    if not CODE.fullmatch(code):
        return None
    return (
        InvitationCode.objects.filter(
            code=code, guest=None, is_withdrawn=False, made__gt=clock.now() - CODE_LIFE
        )
        .select_related("inviter")
        .first()
    )


def claim_code(code: str, guest: Member) -> bool:
    """Note who has joined with a code; of two at once one is the guest, the other joins alone."""
    found = usable_code(code)
    if found is None:
        return False
    return bool(InvitationCode.objects.filter(pk=found.pk, guest=None).update(guest=guest))


def bring_in(guest: Member) -> Refused | None:
    """Tell the books who invited a guest whom they know; nothing to tell is no refusal.

    A refusal for good is noted, and the guest is a member without an invitation; another one is
    asked again at the next sign-in, or at the next start.
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


def vouch(member: Member, other: Member, key: str) -> Answer:
    """Vouch for another member; `key` is the form's."""
    return bank.do(Vouch(member=MemberId(member.pk), other=MemberId(other.pk)), key=key)


def take_back_vouch(member: Member, other: Member, key: str) -> Answer:
    """Take a vouch back; `key` is the form's."""
    return bank.do(Unvouch(member=MemberId(member.pk), other=MemberId(other.pk)), key=key)


def ban(
    by: Member | None, member: Member, reason: str, key: str, *, lifted: bool = False
) -> Answer:
    """Ban a member for a reason, or lift the ban; `by` None is the console. Who may, rules say."""
    reason = reason.strip()
    if len(reason) > REASON_MAX:
        return refuse(Refusal.TEXT_TOO_LONG, most=REASON_MAX, length=len(reason))
    act = Ban(MemberId(member.pk), reason, lifted, by=MemberId(by.pk if by else CONSOLE))
    return bank.do(act, key=key)

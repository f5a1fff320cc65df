"""Writes of the operator's console about members: roles, points, trust and XP by hand."""

from tweipress import bank
from tweipress.bank import Answer, Receipt
from tweipress.core import roles
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import CONSOLE, NOBODY, MemberId
from tweipress.core.money import MAX_TWEI
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.http.request_keys import fresh_key
from tweipress.people import queries
from tweipress.people.actions.members import ensure_joined
from tweipress.people.models import Member
from tweipress.security.actions import Event, noted


def change_role(
    member: Member, role: roles.Role, *, granted: bool, by: MemberId = CONSOLE
) -> Answer:
    """Grant or take a role, by the console or an operator.

    The staff pages open to those whose roles need them.
    """
    if refused := ensure_joined(member):
        return refused
    act = Role(member=MemberId(member.pk), role=role, granted=granted, by=by)
    answer = bank.do(act, key=fresh_key())
    if isinstance(answer, Receipt):
        _open_staff_pages(member)
    event = Event.ROLE_GIVEN if granted else Event.ROLE_TAKEN
    return noted(answer, event, member=member.pk, by=by, detail={"role": role.value})


def issue(member: Member | None, amount_twei: int, note: str = "") -> Answer:
    """Issue points to a member, or to the pool for None, by the console.

    An amount that the books cannot store is refused here, by the rule's own name.
    """
    if abs(amount_twei) > MAX_TWEI:
        return refuse(Refusal.AMOUNT_WRONG)
    if member and (refused := ensure_joined(member)):
        return refused
    to = MemberId(member.pk) if member else NOBODY
    answer = bank.do(Deposit(to, amount_twei, by=CONSOLE, note=note), key=fresh_key())
    return noted(answer, Event.ISSUED, member=to, by=CONSOLE, detail={"twei": amount_twei})


def grade(member: Member, trust: int, xp: int) -> Answer:
    """Give a member trust in thousandths and XP of either sign, by the console."""
    if refused := ensure_joined(member):
        return refused
    answer = bank.do(Grade(((member.pk, trust, xp),), by=CONSOLE), key=fresh_key())
    given = {"trust": trust, "xp": xp}
    return noted(answer, Event.GRADED, member=member.pk, by=CONSOLE, detail=given)


def _open_staff_pages(member: Member) -> None:
    """Mirror the rights in the flags that Django's admin asks for."""
    held = roles.rights_of(queries.roles_of(member))
    member.is_staff = bool(held & roles.STAFF)
    member.is_superuser = roles.Right.READ_BOOKS in held
    member.save(update_fields=["is_staff", "is_superuser"])

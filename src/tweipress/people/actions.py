"""Writes about members: joining the books, profiles, roles, points issued by the operator."""

import secrets
from collections.abc import Iterable
from typing import IO, Final

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.db import transaction

from tweipress import bank
from tweipress.bank import Answer, Receipt
from tweipress.core import roles
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import CONSOLE, MemberId
from tweipress.core.money import MAX_TWEI
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.people import avatars, queries
from tweipress.people.models import InvitationCode, Member
from tweipress.people.vouches import (
    ban,
    bring_in,
    bring_in_waiting,
    claim_code,
    make_code,
    take_back_vouch,
    vouch,
    withdraw_code,
)

__all__ = [
    "ban",
    "bring_in",
    "bring_in_waiting",
    "change_role",
    "claim_code",
    "ensure_joined",
    "grade",
    "issue",
    "join",
    "join_waiting",
    "make_code",
    "make_operator",
    "open_again_after",
    "register",
    "set_profile",
    "share_password",
    "take_back_vouch",
    "vouch",
    "withdraw_code",
]

KEY_BYTES: Final = 16
DESK_ROLES: Final = {roles.OPERATOR, roles.MODERATOR}
"""Who finds something to do at the desk."""


def join(member: Member) -> Answer:
    """Enter a member in the books, once however often it is asked, and remember the posting.

    Refused (the books are busy or closed) changes nothing: the member stands and is asked again at
    the next sign-in, or by `join_waiting`.
    """
    answer = bank.do(Join(member=MemberId(member.pk)), key=f"join:{member.pk}")
    if isinstance(answer, Receipt):
        member.posting_seq = answer.seq
        Member.objects.filter(pk=member.pk).update(posting_seq=answer.seq)
    return answer


def ensure_joined(member: Member) -> Refused | None:
    """Enter a member whom the books do not know yet; return why that could not be done."""
    if member.posting_seq is not None:
        return None
    answer = join(member)
    return answer if isinstance(answer, Refused) else None


def join_waiting() -> int:
    """Ask again for every member whom the books do not know; return how many remain."""
    waiting = Member.objects.filter(posting_seq=None, is_active=True)
    return sum(ensure_joined(member) is not None for member in waiting.iterator())


def open_again_after(last_seq: int, using: str) -> int:
    """Forget joins that a copied site ascribes to postings after the last one of its copied books.

    Return how many members that were; `join_waiting` asks for each of them at the next start, and
    `bring_in_waiting` for the invitations of those times.
    """
    codes = InvitationCode.objects.using(using).filter(posting_seq__gt=last_seq)
    codes.update(posting_seq=None)
    return Member.objects.using(using).filter(posting_seq__gt=last_seq).update(posting_seq=None)


def register(email: str, name: str, password: str | None = None) -> Member:
    """Make a member without the sign-up form, with a verified address: for commands and the demo.

    Without a password nobody can sign in as the member yet. Raise ValidationError for an address
    or a name that is taken or malformed. The books are asked too; `posting_seq` stays empty if they
    cannot answer.
    """
    with transaction.atomic():
        member = Member.objects.create_user(email, name, password)
        EmailAddress.objects.create(user=member, email=member.email, primary=True, verified=True)
    ensure_joined(member)
    return member


def share_password(members: Iterable[Member], password: str) -> None:
    """Give members the same password, hashed once: for the demo."""
    numbers = [member.pk for member in members]
    Member.objects.filter(pk__in=numbers).update(password=make_password(password))


def set_profile(
    member: Member,
    bio: str,
    picture: IO[bytes] | None = None,
    *,
    language: str = "",
    without_picture: bool = False,
) -> None:
    """Save what a member says about themselves; AvatarError leaves everything as it was.

    `language` is one of the site's, or empty for what the browser asks for.
    A new `picture` replaces the old one; `without_picture` goes back to the drawn one.
    """
    small = avatars.square(picture) if picture else None
    old = member.avatar.name
    member.bio, member.language = bio, language
    if small:
        member.avatar.save(f"{secrets.token_hex(KEY_BYTES)}.webp", ContentFile(small), save=False)
    elif without_picture:
        member.avatar = ""
    member.save(update_fields=["bio", "language", "avatar"])
    if old and old != member.avatar.name:
        member.avatar.storage.delete(old)


def change_role(member: Member, role: str, *, granted: bool) -> Answer:
    """Grant or take a role, by the console; the desk opens to those who hold one that needs it."""
    if refused := ensure_joined(member):
        return refused
    act = Role(member=MemberId(member.pk), role=role, granted=granted, by=CONSOLE)
    answer = bank.do(act, key=_fresh_key())
    if isinstance(answer, Receipt):
        _open_desk(member)
    return answer


def issue(member: Member | None, amount_twei: int, note: str = "") -> Answer:
    """Issue points to a member, or to the pool for None, by the console.

    What no books could even note is refused here, by the name that the rule has for it.
    """
    if abs(amount_twei) > MAX_TWEI:
        return refuse(Refusal.AMOUNT_WRONG)
    if member and (refused := ensure_joined(member)):
        return refused
    to = member.pk if member else 0
    return bank.do(Deposit(MemberId(to), amount_twei, by=CONSOLE, note=note), key=_fresh_key())


def grade(member: Member, trust: int, xp: int) -> Answer:
    """Give a member trust in thousandths and XP of either sign, by the console."""
    if refused := ensure_joined(member):
        return refused
    return bank.do(Grade(((member.pk, trust, xp),), by=CONSOLE), key=_fresh_key())


def make_operator(email: str, name: str) -> tuple[Member, str, Answer]:
    """Promote the member with an address, or make one; return the password if it is new, else "".

    Raise ValidationError for a new member's address or name that cannot be had.
    """
    password = ""
    member = Member.objects.filter(email=email.lower()).first()
    if member is None:
        password = secrets.token_urlsafe(KEY_BYTES)
        member = register(email, name, password)
    return member, password, change_role(member, roles.OPERATOR, granted=True)


def _open_desk(member: Member) -> None:
    """Mirror the roles in the flags that Django's admin asks for."""
    held = queries.roles_of(member)
    member.is_staff = bool(held & DESK_ROLES)
    member.is_superuser = roles.OPERATOR in held
    member.save(update_fields=["is_staff", "is_superuser"])


def _fresh_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)

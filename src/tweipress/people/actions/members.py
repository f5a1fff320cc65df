"""Writes about members: joining the books, registering without a form, and profiles."""

import secrets
from collections.abc import Iterable
from typing import IO, Final

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.db import transaction

from tweipress import bank
from tweipress.bank import Answer, Receipt, clock
from tweipress.core.acts.members.join import Join
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.people import avatars
from tweipress.people.models import InvitationCode, Member

KEY_BYTES: Final = 16


def join(member: Member) -> Answer:
    """Enter a member in the books, once however often it is called, and remember the posting.

    A refusal (the books are busy or closed) changes nothing: the books are asked again at the
    member's next sign-in, or by `join_waiting`.
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


def register_writer(name: str) -> Member:
    """Return the member with a name; a new one has no address or password to sign in with."""
    known = Member.objects.named(name).first()
    address = f"{secrets.token_hex(KEY_BYTES)}@imported.invalid"
    return known or Member.objects.create_user(address, name)


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


def choose_places(member: MemberId, *, is_on: bool) -> None:
    """Say from when on a member's place in articles is kept, or that it is not; twice is once."""
    rows = Member.objects.filter(pk=member)
    if is_on:
        rows.filter(places_since=None).update(places_since=clock.now())
    else:
        rows.update(places_since=None)

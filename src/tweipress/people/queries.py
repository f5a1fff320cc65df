"""Reads about members: cards for pages, names, roles, and the codes of invitations."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.roles import Role
from tweipress.http.fast.addresses import address
from tweipress.http.fast.statements import Statement
from tweipress.people import avatars, naming
from tweipress.people import factors as factors  # noqa: PLC0414  # a read like these, for all rooms
from tweipress.people.models import (
    CODE_LIFE,
    CODE_MAX,
    InvitationCode,
    Member,
    mailbox_of,
)
from tweipress.people.naming import NAME_MAX, shape_of
from tweipress.people.signed_in import queries as signed_in

NAME_CHARS: Final = NAME_MAX
"""The most characters of a member's name."""
CODE_LIFE_S: Final = int(CODE_LIFE.total_seconds())
IMPORTED: Final = "@imported.invalid"
"""The end of the addresses of members who were made for texts of another site."""
CODES_AT_ONCE: Final = 500
CARDS: Final = Statement(
    lambda members: Member.objects.filter(pk__in=members).only("name", "avatar")
)
CODE: Final = re.compile(rf"[A-Za-z0-9_-]{{1,{CODE_MAX}}}")


@dataclass(frozen=True)
class Card:
    """What any page shows of a member."""

    name: str
    url: str
    avatar_url: str


@dataclass(frozen=True, slots=True)
class WaitingCode:
    """A code that somebody can join with, until a date; `is_taken` once somebody has."""

    code: str
    until: datetime
    is_taken: bool


@dataclass(frozen=True, slots=True)
class OwnCode:
    """An invitation code as its member takes it along; `guest` is who joined with it."""

    code: str
    made: datetime
    until: datetime
    is_withdrawn: bool
    guest: str
    refusal: str


def card(member: Member) -> Card:
    """Return a member's card."""
    return Card(member.name, member.get_absolute_url(), avatar_url(member))


def cards(members: Iterable[int]) -> dict[int, Card]:
    """Return cards by member number, in one read; unknown numbers are left out."""
    rows = CARDS.rows(list(dict.fromkeys(members)))
    return {member.pk: card(member) for member in rows}


def avatar_url(member: Member) -> str:
    """Return where a member's picture is: its file's own address, or the picture itself."""
    if member.avatar:
        return address("people:picture", member.avatar.name.rpartition("/")[2])
    return avatars.drawn(member.name)


def by_name(name: str) -> Member | None:
    """Return the member with a name, in capital or small letters."""
    return Member.objects.named(name).filter(is_active=True).first()


def numbers_by_name(names: Iterable[str]) -> dict[str, int]:
    """Return members by their names, which are in small letters; unknown names are left out."""
    wanted = list(names)
    if not wanted:
        return {}
    rows = Member.objects.annotate(small=Lower("name")).filter(small__in=wanted, is_active=True)
    return dict(rows.values_list("small", "pk"))


def addressees(members: Iterable[int]) -> list[Member]:
    """Return those of some members who can get mail."""
    return list(Member.objects.filter(pk__in=list(members), is_active=True).order_by("pk"))


def has_left(name: str) -> bool:
    """Tell whether this is what a member is called now who has closed the account."""
    return Member.objects.named(name).filter(closed_at__isnull=False).exists()


def roles_of(member: Member) -> frozenset[Role]:
    """Return the roles that the books know of a member."""
    rights = books.rights(MemberId(member.pk))
    return rights.roles if rights else frozenset()


def operator(name: str) -> Member | None:
    """Return the operator with a name; without a name, the only operator there is."""
    named = Member.objects.named(name) if name else Member.objects.filter(is_superuser=True)
    candidates = named.filter(is_active=True)[:2]
    operators = [member for member in candidates if Role.OPERATOR in roles_of(member)]
    return operators[0] if len(operators) == 1 else None


def check_name(name: str) -> None:
    """Raise ValidationError if no new member can have this name, whoever else is a member."""
    naming.check_name(name)


def check_free(name: str) -> None:
    """Raise ValidationError if no new member can have this name beside the members there are."""
    naming.check_name(name)
    if looks_taken(name):
        raise ValidationError(naming.TAKEN)


def named(name: str) -> Member | None:
    """Return whoever has a name, also who cannot sign in any more."""
    return Member.objects.named(name).first()


def by_address(email: str) -> Member | None:
    """Return the member who has proved that an address is theirs."""
    proved = EmailAddress.objects.filter(email=email.lower(), verified=True)
    return Member.objects.filter(emailaddress__in=proved, is_active=True).first()


def is_imported(member: Member) -> bool:
    """Tell whether a member was made for texts of another site, and nobody can sign in."""
    return member.email.endswith(IMPORTED)


def shape(name: str) -> str:
    """Return what names have in common that look alike."""
    return shape_of(name)


def looks_taken(name: str) -> bool:
    """Tell whether a member has a name that looks like this one."""
    return Member.objects.filter(shape=shape_of(name)).exists()


def is_code(text: str) -> bool:
    """Tell whether a text has the form of an invitation's code."""
    return bool(CODE.fullmatch(text))


def usable_code(code: str) -> InvitationCode | None:
    """Return the code that somebody may join with, None if it is of no use."""
    if not is_code(code):
        return None
    usable = InvitationCode.objects.filter(
        code=code, guest=None, is_withdrawn=False, made__gt=clock.now() - CODE_LIFE
    )
    return usable.select_related("inviter").first()


def waiting_codes(member: MemberId) -> list[WaitingCode]:
    """Return a member's codes that somebody can use, or that the books have not counted yet."""
    fresh = InvitationCode.objects.filter(
        inviter=member,
        is_withdrawn=False,
        posting_seq=None,
        refusal="",
        made__gt=clock.now() - CODE_LIFE,
    )
    return [
        WaitingCode(row.code, row.made + CODE_LIFE, row.guest_id is not None)
        for row in fresh.order_by("made")
    ]


def mailbox(address: str) -> str:
    """Return the mailbox behind an address, by which two are compared."""
    return mailbox_of(address)


def mailboxes(member: MemberId) -> list[str]:
    """Return the mailboxes of a member's confirmed addresses: anybody could have named others."""
    rows = EmailAddress.objects.filter(user=member, verified=True)
    return sorted({mailbox_of(row.email) for row in rows})


def addresses(member: MemberId) -> list[dict[str, object]]:
    """Return a member's e-mail addresses, the one they sign in with first."""
    rows = EmailAddress.objects.filter(user=member).order_by("-primary", "email")
    return [
        {"address": row.email, "confirmed": row.verified, "signs_in": row.primary} for row in rows
    ]


def second_factors(member: MemberId) -> list[dict[str, object]]:
    """Return which second factors a member has, without what is secret about them."""
    rows = Authenticator.objects.filter(user=member).order_by("pk")
    return [
        {
            "kind": row.type,
            "added": row.created_at.isoformat(),
            "last_used": row.last_used_at.isoformat() if row.last_used_at else None,
        }
        for row in rows
    ]


def ways_in(member: Member) -> dict[str, object]:
    """Return a member's second factors and sessions, as they take them along."""
    return {
        "second_factors": second_factors(MemberId(member.pk)),
        "sessions": signed_in.listed(member),
    }


def codes_of(member: MemberId) -> Iterator[OwnCode]:
    """Yield every invitation code that a member ever made, oldest first."""
    rows = InvitationCode.objects.filter(inviter=member).select_related("guest").order_by("pk")
    for row in rows.iterator(CODES_AT_ONCE):
        yield OwnCode(
            code=row.code,
            made=row.made,
            until=row.made + CODE_LIFE,
            is_withdrawn=row.is_withdrawn,
            guest=row.guest.name if row.guest else "",
            refusal=row.refusal,
        )


def names(members: Iterable[int]) -> dict[int, str]:
    """Return what members are called, by number; unknown numbers are left out."""
    return dict(Member.objects.filter(pk__in=set(members)).values_list("pk", "name"))


def picture(member: Member) -> bytes:
    """Return the picture that a member uploaded, as it is kept; empty without one."""
    if not member.avatar:
        return b""
    try:
        with member.avatar.open("rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return b""

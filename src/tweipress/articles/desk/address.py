"""The secret address of a member's calendar: a signed number, good until the member renews it."""

import re
from typing import Final

from django.core.signing import BadSignature, Signer
from django.db.models import F

from tweipress.articles.desk.models import CalendarAddress
from tweipress.core.ids import MemberId

SALT: Final = "tweipress.desk.calendar"
SEPARATOR: Final = "~"
SHAPE: Final = re.compile(r"[0-9]{1,18}\.[0-9]{1,9}")


def token(member: MemberId) -> str:
    """Return the secret part of a member's address."""
    row, _ = CalendarAddress.objects.get_or_create(member_id=member)
    return _signer().sign(f"{member}.{row.number}")


def renew(member: MemberId) -> None:
    """Give a member another address; the one before leads nowhere from now on."""
    CalendarAddress.objects.get_or_create(member_id=member)
    CalendarAddress.objects.filter(member=member).update(number=F("number") + 1)


def member_of(signed: str) -> MemberId | None:
    """Return whose calendar an address is of, None if it is nobody's or an old one."""
    try:
        text = _signer().unsign(signed)
    except BadSignature:
        return None
    if not SHAPE.fullmatch(text):
        return None
    whose, number = map(int, text.split("."))
    known = CalendarAddress.objects.filter(number=number, member__is_active=True)
    row = known.filter(pk=whose).first()
    return MemberId(row.member_id) if row else None


def forget(member: MemberId) -> None:
    """Forget the address of a member who leaves."""
    CalendarAddress.objects.filter(member=member).delete()


def _signer() -> Signer:
    return Signer(salt=SALT, sep=SEPARATOR)

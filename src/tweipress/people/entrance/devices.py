"""Known devices: a browser in which a member has signed in may try again whatever others do.

The cookie is signed and names members by number, each with a stamp of their password: a new
password makes every device unknown until the next sign-in there. It lets nobody in.
"""

import secrets
from collections.abc import Mapping
from typing import Final, NamedTuple

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from tweipress.core.units import S_PER_DAY
from tweipress.people.models import Member

SALT: Final = "tweipress device 1"
LIFE_S: Final = 180 * S_PER_DAY
"""Who signs in twice a year stays known."""
MEMBERS_MAX: Final = 5
"""A family at one computer; the cookie stays small."""
ID_BYTES: Final = 12
STAMP_CHARS: Final = 22


class Device(NamedTuple):
    """A browser, and the members who have signed in there: stamps by their numbers."""

    id: str
    stamps: Mapping[str, str]


def cookie_name() -> str:
    """Return the name of the cookie: of this host alone in production."""
    return f"{settings.COOKIE_PREFIX}device"


def device_of(request: HttpRequest) -> Device | None:
    """Return the device that a request comes from, if one of ours has signed in there."""
    sent = request.COOKIES.get(cookie_name(), "")
    try:
        name, stamps = signing.loads(sent, salt=SALT, max_age=LIFE_S)
    except (signing.BadSignature, ValueError):  # what is ours has this form
        return None
    return Device(name, stamps)


def known_for(request: HttpRequest, address: str) -> str:
    """Return what names this device where the member with an address has signed in; else empty."""
    device = device_of(request)
    if device is None or "\0" in address:
        return ""
    has_address = Q(email=address.lower()) | Q(
        emailaddress__email=address.lower(), emailaddress__verified=True
    )
    members = Member.objects.filter(has_address, pk__in=device.stamps).distinct()
    is_known = any(
        constant_time_compare(device.stamps[str(member.pk)], _stamp(member)) for member in members
    )
    return device.id if is_known else ""


def remember(request: HttpRequest, response: HttpResponse, member: Member) -> None:
    """Make the device of a member who has just signed in known for them."""
    device = device_of(request) or Device(secrets.token_urlsafe(ID_BYTES), {})
    others = {number: stamp for number, stamp in device.stamps.items() if number != str(member.pk)}
    kept = dict(list(others.items())[1 - MEMBERS_MAX :])
    value = signing.dumps([device.id, kept | {str(member.pk): _stamp(member)}], salt=SALT)
    response.set_cookie(
        cookie_name(),
        value,
        max_age=LIFE_S,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _stamp(member: Member) -> str:
    return salted_hmac(SALT, member.password, algorithm="sha256").hexdigest()[:STAMP_CHARS]

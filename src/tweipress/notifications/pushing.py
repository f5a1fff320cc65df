"""Sends a message to a browser through its push service, and ends devices that are gone.

A push service's address comes from a browser, that is from anybody. So it is an https address on
the public internet, and nothing is read of its answer but the status.
"""

import http.client
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus
from ssl import SSLContext
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.units import S_PER_DAY
from tweipress.http.browsers.models import Session
from tweipress.http.outbox.reaching import ReachError, connected, is_public
from tweipress.notifications.bounds import ENDPOINT_MAX, FAILURES_MAX
from tweipress.notifications.encrypting import (
    AUTH_BYTES,
    KeysError,
    browser_key,
    decoded,
    encrypted,
)
from tweipress.notifications.keys import in_text, public_key, signature
from tweipress.notifications.models import Device

PORT: Final = 443
WAIT_S: Final = 10.0
TTL_S: Final = S_PER_DAY
"""A browser that is away for longer finds it on the site."""
TOKEN_LIFE: Final = timedelta(hours=12)
"""RFC 8292 allows 24."""
GONE: Final = frozenset({401, 403, 404, 410})
"""The subscription has ended, or was made for another key of this site."""
LATER: Final = frozenset({408, 425, 429})

log = structlog.get_logger("tweipress.notifications")


class Wanted(NamedTuple):
    """What a browser says of itself: its push service's address, and its two keys."""

    endpoint: str
    p256dh: str
    auth: str


class Subscription(NamedTuple):
    """A push service's address that can be asked."""

    endpoint: str
    digest: str


class BusyError(Exception):
    """The push service cannot be reached or has no time; the job comes again."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Which addresses may be asked, and whose certificates are trusted; tests have their own."""

    allowed: Callable[[str], bool] = is_public
    tls: SSLContext | None = None
    ports: frozenset[int] | None = frozenset({PORT})


ANYWHERE: Final = Reach()


def checked(wanted: Wanted) -> Subscription | None:
    """Return the subscription of what a browser says, None if nothing can be pushed to it."""
    try:
        browser_key(wanted.p256dh)
        decoded(wanted.auth, AUTH_BYTES)
        _target(wanted.endpoint, ANYWHERE.ports)
    except (KeysError, ReachError):
        return None
    return Subscription(wanted.endpoint, sha256(wanted.endpoint.encode()).hexdigest())


def push(device: Device, message: dict[str, str], topic: str, reach: Reach | None = None) -> None:
    """Send a message to a device if its member is still signed in there; BusyError for later."""
    if not _is_signed_in(device):
        device.delete()
        return
    text = json.dumps(message, ensure_ascii=False).encode()
    try:
        status = _posted(
            device, encrypted(text, device.p256dh, device.auth), topic, reach or ANYWHERE
        )
    except ReachError as error:
        log.info("push_not_reached", device=device.pk, why=str(error))
        status = HTTPStatus.BAD_REQUEST
    if status in GONE:
        log.info("push_device_gone", device=device.pk, status=status)
        device.delete()
    elif status in LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise BusyError(f"The push service answered {status}.")
    elif status >= HTTPStatus.MULTIPLE_CHOICES:
        _failed(device, status)
    elif device.failures:
        Device.objects.filter(pk=device.pk).update(failures=0)


def _failed(device: Device, status: int) -> None:
    """Count what a push service refuses; a device that it refuses always is removed."""
    log.info("push_refused", device=device.pk, status=status)
    if device.failures + 1 >= FAILURES_MAX:
        device.delete()
    else:
        Device.objects.filter(pk=device.pk).update(failures=device.failures + 1)


def _is_signed_in(device: Device) -> bool:
    """Tell whether the session still goes in which a device was added, of a member not banned."""
    member = MemberId(device.member_id)
    row = Session.objects.filter(pk=device.session, expire_date__gt=clock.now()).first()
    if row is None or row.get_decoded().get("_auth_user_id") != str(member):
        return False
    is_hashed = row.get_decoded().get("_auth_user_hash")
    return is_hashed == device.member.get_session_auth_hash() and not books.ban_refusal(member)


def _target(endpoint: str, ports: frozenset[int] | None) -> tuple[str, int, str]:
    """Return host, port and path of a push service's address, if it is one."""
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port or PORT
    except ValueError as error:
        raise ReachError("it is no address") from error
    is_plain = endpoint.isascii() and endpoint.isprintable() and " " not in endpoint
    if parts.scheme != "https" or not host or "@" in parts.netloc or not is_plain:
        raise ReachError("it is no https address")
    if len(endpoint) > ENDPOINT_MAX or (ports is not None and port not in ports):
        raise ReachError("it is no push service's address")
    return host, port, f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"


def _posted(device: Device, body: bytes, topic: str, reach: Reach) -> int:
    """Give a push service a message, and return the status that it answers."""
    host, port, path = _target(device.endpoint, reach.ports)
    connection = http.client.HTTPConnection(host, port, timeout=WAIT_S)
    try:
        connection.sock = connected(host, port, WAIT_S, allowed=reach.allowed, tls=reach.tls)
        connection.request("POST", path, body, headers=_headers(host, port, topic))
        return connection.getresponse().status
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise BusyError(type(error).__name__) from error
    finally:
        connection.close()


def _headers(host: str, port: int, topic: str) -> dict[str, str]:
    origin = f"https://{host}" + ("" if port == PORT else f":{port}")
    return {
        "Authorization": f"vapid t={_token(origin)}, k={public_key()}",
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(TTL_S),
        "Topic": topic,
        "Urgency": "normal",
    }


def _token(audience: str) -> str:
    """Return the signed statement of who sends this, to whom, and until when it is good."""
    until = clock.now() + TOKEN_LIFE
    contact = settings.TWEIPRESS_SECURITY_CONTACT or settings.TWEIPRESS_PUBLIC_URL
    claims = {"aud": audience, "exp": int(until.timestamp()), "sub": contact}
    parts = ({"typ": "JWT", "alg": "ES256"}, claims)
    said = ".".join(in_text(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    return f"{said}.{in_text(signature(said.encode()))}"

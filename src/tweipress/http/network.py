"""The salted network of a request: requests are counted by it, and no address is kept.

A network is more than one address: a household or a school shares one, and one IPv6 connection has
billions. The salt comes from the site's secret and the UTC date, so that nobody can tell whether
digests of two days name the same network.
"""

import hmac
from contextlib import suppress
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from socket import AF_INET, inet_pton
from typing import Final

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

from tweipress.bank import clock
from tweipress.core.units import MS_PER_DAY

PURPOSE: Final = b"tweipress network 1"
NETWORK_BYTES: Final = {4: 3, 6: 6}
"""By version: the smallest network that is routed by itself, /24; the largest that one customer
gets, /48."""
DIGEST_CHARS: Final = 32


def network_of(request: HttpRequest) -> str:
    """Return the salted network of a request, on the site's present date.

    X-Forwarded-For counts only as far as the operator's own proxies go (TWEIPRESS_PROXIES). Clients
    without a readable address share one network.
    """
    return salted(_address(request), settings.SECRET_KEY, clock.now_ms())


def salted(address: str, secret: str, now_ms: int) -> str:
    """Return the salted network of an address at a time."""
    return _mac(_key(secret, now_ms // MS_PER_DAY), _network(address)).hex()[:DIGEST_CHARS]


@lru_cache(maxsize=2)
def _key(secret: str, day: int) -> bytes:
    """Return the key of a day, counted from 1970; it is the same for every request of that day."""
    return _mac(_mac(secret.encode(), PURPOSE), str(day).encode())


def _mac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")


def _address(request: HttpRequest) -> str:
    peer: str = request.META.get("REMOTE_ADDR", "")
    if not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return peer
    try:
        address: str = DefaultAccountAdapter(request).get_client_ip(request)
    except (PermissionDenied, ImproperlyConfigured):
        return peer
    return address


def _network(address: str) -> bytes:
    """Return the part of an address that names its network; nothing if it is no address."""
    with suppress(OSError, ValueError):
        return inet_pton(AF_INET, address)[: NETWORK_BYTES[4]]  # a tenth of what `ip_address` takes
    try:
        parsed = ip_address(address)
    except ValueError:
        return b""
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped  # an IPv6 socket writes IPv4 addresses so
    return parsed.packed[: NETWORK_BYTES[parsed.version]]

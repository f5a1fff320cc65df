"""The network that a request comes from, salted: what is counted by, and never an address.

A network is more than one address, since a household or a school shares one, and whoever has an
IPv6 connection has billions. The salt comes from the site's secret and the UTC date, so that nobody
can say of two days whether they name the same network.
"""

import hmac
from contextlib import suppress
from functools import lru_cache
from socket import AF_INET, AF_INET6, inet_pton
from typing import Final

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

from tweipress.bank import clock

PURPOSE: Final = b"tweipress network 1"
IPV4_BYTES: Final = 3
IPV6_BYTES: Final = 6
"""The least that is routed by itself, /24; the most that one customer gets, /48."""
MAPPED: Final = bytes(10) + b"\xff\xff"
"""How an IPv6 socket writes an IPv4 address."""
SIGNS: Final = 32
MS_PER_DAY: Final = 86_400_000


def network_of(request: HttpRequest) -> str:
    """Return the salted network of whoever asks, on the site's present date.

    X-Forwarded-For counts as far as proxies of one's own are set (TWEIPRESS_PROXIES), and never
    further. Who has no address that can be read is of one network with all others like that.
    """
    return salted(_address(request), settings.SECRET_KEY, clock.now_ms())


def salted(address: str, secret: str, now_ms: int) -> str:
    """Return the salted network of an address at a time."""
    return _mac(_key(secret, now_ms // MS_PER_DAY), _network(address)).hex()[:SIGNS]


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
    """Return the part of an address that names its network; nothing of one that is none."""
    with suppress(OSError, ValueError):
        return inet_pton(AF_INET, address)[:IPV4_BYTES]
    with suppress(OSError, ValueError):
        packed = inet_pton(AF_INET6, address)
        if packed.startswith(MAPPED):
            return packed[len(MAPPED) :][:IPV4_BYTES]
        return packed[:IPV6_BYTES]
    return b""

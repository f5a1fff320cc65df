"""Connecting to addresses that others name, and never to one within the operator's network.

A name is looked up once, and the connection goes to that address: what a name leads to cannot
change between the check and the use. A proxy of the environment is not asked.
"""

import ipaddress
import socket
import ssl
from collections.abc import Callable


class ReachError(Exception):
    """Why an address is not asked."""


def is_public(address: str) -> bool:
    """Tell whether an address is one of the internet."""
    ip = ipaddress.ip_address(address)
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


def connected(
    host: str,
    port: int,
    wait_s: float,
    *,
    allowed: Callable[[str], bool] = is_public,
    tls: ssl.SSLContext | None = None,
    is_plain: bool = False,
) -> socket.socket:
    """Return a connection to a host whose addresses are all allowed, with TLS unless plain."""
    looked_up = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in looked_up]
    if not addresses or not all(map(allowed, addresses)):
        raise ReachError("its server is not on the public internet")
    plain = socket.create_connection((addresses[0], port), timeout=wait_s)
    if is_plain:
        return plain
    try:
        return (tls or ssl.create_default_context()).wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise

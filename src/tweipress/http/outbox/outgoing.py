"""Asking an address that somebody has typed: never within the operator's own network.

Redirects are not followed; reaching.py says which servers are asked.
"""

import http.client
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Final
from urllib.parse import urlsplit

from tweipress.http.outbox.reaching import ReachError, connected, is_public

OK: Final = 200


class OutgoingError(Exception):
    """Why an address gave no answer."""


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    seconds: float,
    most_bytes: int,
    allowed: Callable[[str], bool] = is_public,
) -> bytes:
    """Return what an address answers to a POST; OutgoingError for anything but a short 200.

    The name is looked up by the system, which has a time of its own: whoever may not wait longer
    asks from a thread.
    """
    until_s = time.monotonic() + seconds
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise OutgoingError("it is no address") from error
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        raise OutgoingError("it is no web address")
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    port = port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        connection.sock = connected(
            host, port, seconds, allowed=allowed, is_plain=parts.scheme == "http"
        )
        connection.request("POST", path, body, dict(headers))
        return _read(connection, until_s, most_bytes)
    except (OSError, ReachError, http.client.HTTPException, ValueError) as error:
        raise OutgoingError(str(error) or type(error).__name__) from error
    finally:
        connection.close()


def _read(connection: http.client.HTTPConnection, until_s: float, most_bytes: int) -> bytes:
    with closing(connection.getresponse()) as response:
        if response.status != OK:
            raise OutgoingError(f"the server answered {response.status}")
        content = bytearray()
        while chunk := response.read1(most_bytes + 1):
            content += chunk
            if len(content) > most_bytes:
                raise OutgoingError("the answer is too long")
            if time.monotonic() > until_s:
                raise OutgoingError("the server is too slow")
        return bytes(content)

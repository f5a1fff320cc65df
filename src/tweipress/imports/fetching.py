"""Fetching a picture from the old site, in bounds, and never from within the operator's network."""

import http.client
import time
from collections.abc import Callable
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from tweipress import __version__
from tweipress.http.outbox.reaching import ReachError, connected, is_public

SECONDS_MAX: Final = 30.0
"""For a picture with all that leads to it: a slow server sends some megabytes in that."""
WAIT_S: Final = 10.0
"""For each answer."""
REDIRECTS_MAX: Final = 4
CHUNK_BYTES: Final = 64 * 1024
OK: Final = 200
MOVED: Final = frozenset({301, 302, 303, 307, 308})
SAFE_SIGNS: Final = "/%:=&?~#+!$,;'@()*[]"


class FetchError(Exception):
    """Why a picture could not be fetched."""


def fetched(url: str, most_bytes: int, allowed: Callable[[str], bool] = is_public) -> bytes:
    """Return what is at an address; FetchError if it is too much, too slow, or not to be asked."""
    until_s = time.monotonic() + SECONDS_MAX
    for _ in range(REDIRECTS_MAX + 1):
        answer = _asked(url, most_bytes, until_s, allowed)
        if isinstance(answer, bytes):
            return answer
        url = urljoin(url, answer)
    raise FetchError("it leads from address to address")


def _asked(
    url: str, most_bytes: int, until_s: float, allowed: Callable[[str], bool]
) -> bytes | str:
    """Return what an address answers, or where it leads."""
    try:
        parts = urlsplit(quote(url, safe=SAFE_SIGNS))
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError("it is no address") from error
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        raise FetchError("it is no web address")
    port = port or (443 if parts.scheme == "https" else 80)
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    connection = http.client.HTTPConnection(host, port, timeout=WAIT_S)
    try:
        is_plain = parts.scheme == "http"
        connection.sock = connected(host, port, WAIT_S, allowed=allowed, is_plain=is_plain)
        connection.request("GET", path, headers={"User-Agent": f"tweipress/{__version__}"})
        return _read(connection.getresponse(), most_bytes, until_s)
    except (OSError, ReachError, http.client.HTTPException, UnicodeError) as error:
        raise FetchError(str(error) or type(error).__name__) from error
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse, most_bytes: int, until_s: float) -> bytes | str:
    if response.status in MOVED and (target := response.headers.get("Location")):
        return target
    if response.status != OK:
        raise FetchError(f"the server answered {response.status}")
    content = bytearray()
    while chunk := response.read1(CHUNK_BYTES):
        content += chunk
        if len(content) > most_bytes:
            raise FetchError(f"it has more than {most_bytes // 1024 // 1024} MiB")
        if time.monotonic() > until_s:
            raise FetchError("the server is too slow")
    return bytes(content)

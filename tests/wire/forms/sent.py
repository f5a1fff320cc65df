"""A request with a form in it: its bytes, well or badly made, and how to send it again."""

import json
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Final
from urllib.parse import quote_plus

from PIL import Image

from tests.wire.forms.strange import Pairs, value

PLAIN: Final = "application/x-www-form-urlencoded"
BOUNDARY: Final = "XxXxXxXx"
NAMES: Final = ("a.png", "a.exe", "../../a", "a\0.png", 'a"b.png', "é" * 300, "", ".", "a.svg")
TYPES: Final = ("image/png", "image/svg+xml", "text/html", "nonsense", "", "a/b; charset=x")
OTHER_TYPES: Final = (
    *("text/plain", "application/json", "", "nonsense", "multipart/form-data"),
    *(f"{PLAIN}; charset=utf-16", f"{PLAIN}; charset=nonsense"),
    *("multipart/form-data; boundary=", "multipart/form-data; boundary=" + "b" * 300),
    *("multipart/form-data; boundary=ÿ", "multipart/form-data; boundary=other"),
)
SHOWN_BYTES: Final = 1000


@dataclass(frozen=True)
class Sent:
    """A request by somebody of the cast."""

    number: int
    who: str
    path: str
    content_type: str
    body: bytes
    is_htmx: bool = False
    needs_token: bool = False

    def __str__(self) -> str:
        """Say it so that it can be sent again."""
        more = f"... ({len(self.body)} bytes)" if len(self.body) > SHOWN_BYTES else ""
        is_checked = f"enforce_csrf_checks={self.needs_token}"
        return (
            f"request {self.number}, signed in as {self.who or 'nobody'}:\n"
            f"  Client({is_checked}).generic('POST', {self.path!r},\n"
            f"      {self.body[:SHOWN_BYTES]!r}{more},\n"
            f"      {self.content_type!r}, headers={self.headers!r})"
        )

    @property
    def headers(self) -> dict[str, str]:
        """Return what a script sends besides."""
        return {"HX-Request": "true"} if self.is_htmx else {}


def encoded(pairs: Pairs, random: Random, *, is_multipart: bool) -> tuple[str, bytes]:
    """Return fields as a content type and a body, now and then of the wrong kind."""
    if random.random() < 0.04:
        content_type = random.choice(OTHER_TYPES)
        body = random.choice((_plain(pairs), _multipart(pairs, random), _json(pairs), b"\xff{["))
        return content_type, body
    if is_multipart or random.random() < 0.1:
        return f"multipart/form-data; boundary={BOUNDARY}", _multipart(pairs, random)
    return PLAIN, _plain(pairs)


def _raw(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _plain(pairs: Pairs) -> bytes:
    return "&".join(
        f"{quote_plus(_raw(name))}={quote_plus(_raw(text))}" for name, text in pairs
    ).encode()


def _json(pairs: Pairs) -> bytes:
    return json.dumps({str(name): str(text) for name, text in pairs}).encode()


def _multipart(pairs: Pairs, random: Random) -> bytes:
    parts = [_part(name, _raw(text)) for name, text in pairs]
    if random.random() < 0.3:
        name = random.choice([*(name for name, _ in pairs), "picture", "file", "files"])
        parts.insert(random.randrange(len(parts) + 1), _file(name, random))
    body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    if random.random() < 0.05:
        body = body[: random.randrange(len(body))]
    return body


def _part(name: str, content: bytes, more: bytes = b"") -> bytes:
    shown = _raw(name).replace(b"\r", b"").replace(b"\n", b"")
    head = b'Content-Disposition: form-data; name="' + shown + b'"' + more
    return f"--{BOUNDARY}\r\n".encode() + head + b"\r\n\r\n" + content + b"\r\n"


def _file(name: str, random: Random) -> bytes:
    named, of_type = random.choice(NAMES), random.choice(TYPES)
    more = b'; filename="' + _raw(named) + b'"'
    more += f"\r\nContent-Type: {of_type}".encode() if of_type else b""
    if random.random() < 0.1:
        more += b"\r\nContent-Transfer-Encoding: " + random.choice((b"base64", b"none"))
    contents = (b"", b"\xff", b"%PDF-", b"<svg xmlns='http://www.w3.org/2000/svg'/>", _picture())
    return _part(name, random.choice((*contents, _picture()[:60], _raw(value(random)))), more)


def _picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (20, 10), "teal").save(file, "PNG")
    return file.getvalue()

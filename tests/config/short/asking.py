"""Forms as they can come: ordinary ones, and everything that may be wrong with one.

A form is described by what differs from the ordinary one, so that the same list can be sent to two
sites. `varied` yields each difference alone, then many of them together.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlencode

SECRET: Final = "c" * 32
FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data; boundary=edge"
HOST: Final = "localhost:8000"
BROWSERS: Final = (
    *("Noor", "Leilani", "Ondine", "Dexter", "visitor", "unknown", "expired", "ended", "forged"),
    *("another backend", "another password", "shut out", "half signed in", "odd number", "empty"),
)
"""Whose session a request comes with: members of the demo, or one that is nobody's."""
MEMBERS: Final = BROWSERS[:4]


@dataclass(frozen=True)
class Asked:
    """A request; `fields` come after the token and the key, `about` is its head's."""

    path: str
    browser: str = "Noor"
    fields: tuple[tuple[str, str], ...] = ()
    key: str = "of-this-form"
    token: str | None = SECRET
    cookie: str | None = SECRET
    method: str = "POST"
    content_type: str = FORM
    body: bytes | None = None
    about: tuple[tuple[str, Any], ...] = ()
    """Of WSGI's environment; None leaves a name out."""
    advance_ms: int = 1500

    def environ(self, session: str) -> dict[str, Any]:
        """Return its environment, with a session."""
        cookies = [f"sessionid={session}"] if session else []
        cookies += [] if self.cookie is None else [f"csrftoken={self.cookie}"]
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path,
            "QUERY_STRING": "",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "REMOTE_ADDR": "192.0.2.7",
            "HTTP_HOST": HOST,
            "HTTP_COOKIE": "; ".join(cookies),
            "CONTENT_TYPE": self.content_type,
            "CONTENT_LENGTH": str(len(self.sent())),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(self.sent()),
            "wsgi.errors": sys.stderr,
        }
        environ |= dict(self.about)
        return {name: value for name, value in environ.items() if value is not None}

    def sent(self) -> bytes:
        """Return its body."""
        if self.body is not None:
            return self.body
        token = [] if self.token is None else [("csrfmiddlewaretoken", self.token)]
        fields = [*token, ("key", self.key), *self.fields]
        if self.content_type != MULTIPART:
            return urlencode(fields).encode()
        parts = (
            f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields
        )
        return ("".join(parts) + "--edge--\r\n").encode()


class Torn:
    """A body that cannot be read: its client has gone."""

    def read(self, *_: int) -> bytes:
        """Fail."""
        raise OSError

    readline = read

    def __repr__(self) -> str:
        """Be the same in each run."""
        return "Torn()"


def about(**names: Any) -> dict[str, Any]:
    """Return what changes names of the environment."""
    return {"about": tuple(names.items())}


WITH_FILE: Final = (
    f'--edge\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{SECRET}\r\n'
    '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx\r\n'
    "--edge--\r\n"
).encode()
PLAIN: Final = f"csrfmiddlewaretoken={SECRET}&key=k".encode()
DIFFERENCES: Final[tuple[dict[str, Any], ...]] = (
    *({"browser": name} for name in BROWSERS),
    *({"method": name} for name in ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE")),
    *({"token": token} for token in (None, "", "d" * 32, "c" * 31, "ä" * 32, SECRET * 2, "-" * 32)),
    *({"cookie": token} for token in (None, "", "d" * 32, "c" * 31, SECRET * 2, "-" * 32)),
    {"token": None, **about(HTTP_X_CSRFTOKEN=SECRET)},
    {"token": None, **about(HTTP_X_CSRFTOKEN="d" * 32)},
    *({"key": key} for key in ("", "publish:7", "k" * 81, "again", "again", "ä")),
    *({"fields": (("text", text),)} for text in ("", " ", "x" * 20_000, "Said once.", "\u202e")),
    *({"fields": (("reason", reason),)} for reason in ("", "nothing", "abuse")),
    *({"fields": (("token", token), ("index", "1"))} for token in ("", "nonsense", "e30.e30")),
    {"content_type": f"{FORM}; charset=UTF-8"},
    {"content_type": f"{FORM}; charset=latin-1"},
    {"content_type": f"{FORM}; charset=nothing"},
    {"content_type": f"{FORM.upper()}"},
    {"content_type": MULTIPART},
    {"content_type": MULTIPART, "body": WITH_FILE},
    {"content_type": MULTIPART, "body": WITH_FILE[:-40]},
    {"content_type": "multipart/form-data"},
    *({"content_type": kind} for kind in ("", "text/plain", "application/json")),
    *({"body": PLAIN + end} for end in (b"&a=%00", b"&a=%ff%fe", b"&a=%ED%A0%80", b"&a=%u1", b"&")),
    *({"body": PLAIN + end} for end in (b"&%00=a", b"&a=1" * 1100, b"&a=" + b"x" * 70_000)),
    *({"body": body} for body in (b"", b"\xff\xfe", b"=", PLAIN + b"&key=other")),
    *(about(CONTENT_LENGTH=length) for length in (None, "", "-1", "0", "5", "1e3", "9" * 12)),
    about(CONTENT_LENGTH="3000"),
    about(CONTENT_LENGTH=str(9 * 1024 * 1024)),
    {"about": (("wsgi.input", Torn()),)},
    about(QUERY_STRING="a=b"),
    about(QUERY_STRING="a=%00"),
    about(QUERY_STRING="key=k&a=" + "b" * 5000),
    about(SCRIPT_NAME="/below"),
    *(about(HTTP_ORIGIN=origin) for origin in (f"http://{HOST}", "https://evil.example", "null")),
    about(HTTP_ORIGIN=f"https://{HOST}"),
    about(HTTP_ORIGIN="http://["),
    about(HTTP_REFERER="https://evil.example/"),
    *(
        {"about": (("wsgi.url_scheme", "https"), *more)}
        for more in (
            (),
            (("HTTP_REFERER", f"https://{HOST}/post/"),),
            (("HTTP_REFERER", f"http://{HOST}/post/"),),
            (("HTTP_REFERER", "https://evil.example/"),),
            (("HTTP_REFERER", "https://["),),
            (("HTTP_ORIGIN", f"https://{HOST}"),),
            (("HTTP_ORIGIN", f"http://{HOST}"),),
        )
    ),
    *(about(HTTP_HOST=host) for host in ("evil.example", "local host", "", None, "127.0.0.1")),
    *(about(HTTP_ACCEPT=kind) for kind in ("application/json", "text/html", "*/*")),
    *(about(HTTP_ACCEPT_LANGUAGE=code) for code in ("es", "es-MX,en;q=0.5", "xx", "*", "e\x00")),
    about(HTTP_ACCEPT_ENCODING="gzip, br"),
    about(HTTP_HX_REQUEST="true"),
    about(HTTP_HX_REQUEST="false"),
    about(HTTP_HX_REQUEST="%74rue", HTTP_HX_REQUEST_URI_AUTOENCODED="true"),
    about(HTTP_HX_REQUEST="true", HTTP_ACCEPT_LANGUAGE="es", HTTP_ACCEPT_ENCODING="gzip"),
    about(HTTP_HX_REQUEST="true", HTTP_ACCEPT="application/json"),
    about(REMOTE_ADDR="2001:db8::1"),
    about(REMOTE_ADDR=""),
    about(HTTP_X_FORWARDED_FOR="198.51.100.1"),
    about(HTTP_USER_AGENT="\x00"),
    about(HTTP_COOKIE=f"csrftoken={SECRET}; other=\xed\xa0\x80"),
    {"path": "/comments/1/like"},
    {"path": "/comments/1/like//"},
    {"path": "/comments/999999999999999999999/like/"},
    {"path": "/comments/1/hide/"},
    {"path": "/comments/on/nothing/write/"},
    {"path": "/comments/on/a\x00b/write/"},
    {"path": "/read/" + "x" * 600 + "/plus/"},
    {"path": "/read/\xff\xfe/plus/"},
)


def varied(ordinary: list[Asked], rounds: int) -> Iterator[Asked]:
    """Yield each difference for two kinds of forms, then mixtures; the same at each call."""
    chance = random.Random(10)
    kinds = list({asked.path.rstrip("/").rpartition("/")[2]: asked for asked in ordinary}.values())
    for number, difference in enumerate(DIFFERENCES):
        for asked in (kinds[number % len(kinds)], kinds[(number + 1) % len(kinds)]):
            yield replace(asked, **({"key": f"one-{number}"} | difference))
    for _ in range(rounds):
        changes: dict[str, Any] = {"key": f"many-{chance.randrange(rounds)}"}
        for difference in chance.sample(DIFFERENCES, chance.choice((0, 0, 1, 1, 2, 3))):
            changes |= difference
        yield replace(chance.choice(ordinary), **({"browser": chance.choice(MEMBERS)} | changes))

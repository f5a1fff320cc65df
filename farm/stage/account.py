"""An account and its browser: requests with a session, a form's key, and an own address."""

import json
import re
import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from typing import Final, NamedTuple
from urllib.parse import urlencode

from django.conf import settings

from farm.stage.site import HOST
from tweipress.core.ids import NOBODY, MemberId

TOKEN: Final = "f" * 32
MINE: Final = {"csrftoken": TOKEN}
"""The site compares a form's token with the cookie, so a program can choose both without a page."""
REFUSAL: Final = re.compile(r'data-refusal="(\w+)"')
PATIENCE_S: Final = 60
REFUSED: Final = 400


class Answer(NamedTuple):
    """The site's answer; `to` is where it sends the browser, `why` the name of a refusal."""

    status: int
    text: str
    to: str
    why: str
    cookies: Mapping[str, str]

    @property
    def is_accepted(self) -> bool:
        """Tell whether it was no refusal."""
        return self.status < REFUSED


class Line:
    """An open connection of one thread."""

    def __init__(self) -> None:
        self._caller = HTTPConnection(HOST, settings.TWEIPRESS_PORT, timeout=PATIENCE_S)

    def ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> Answer:
        """Send a request; send it again if the connection was closed."""
        try:
            return self._ask(method, path, body, headers)
        except (OSError, HTTPException):
            self._caller.close()
            return self._ask(method, path, body, headers)

    def _ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> Answer:
        self._caller.request(method, path, body or None, headers)
        answer = self._caller.getresponse()
        text = answer.read().decode()
        why = _why(text, answer.headers.get_content_type()) if answer.status >= REFUSED else ""
        to = answer.headers.get("Location", "")
        return Answer(answer.status, text, to, why, _cookies(answer.msg))


def _cookies(headers: Message) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie()
    for line in headers.get_all("Set-Cookie", ()):
        jar.load(line)
    return {name: morsel.value for name, morsel in jar.items()}


def _why(text: str, kind: str) -> str:
    if kind == "application/json":
        return str(json.loads(text).get("refusal", ""))
    refusal = REFUSAL.search(text)
    return refusal[1] if refusal else ""


@dataclass
class Account:
    """A member as the site sees them from outside; without a session cookie it is a stranger.

    `began_twei` is what it got at the start; `sent` counts requests, `met` counts refusals by
    reason.
    """

    name: str
    line: Line
    member: MemberId = NOBODY
    cookies: dict[str, str] = field(default_factory=dict)
    address: str = "198.51.100.1"
    began_twei: int = 0
    sent: int = 0
    met: Counter[str] = field(default_factory=Counter)

    def get(self, path: str) -> Answer:
        """Get a page."""
        return self._ask("GET", path, "", {})

    def post(
        self, path: str, fields: Mapping[str, str] | None = None, *, by_script: bool = False
    ) -> Answer:
        """Send a form, as a browser does or as the page's script does."""
        form = {"csrfmiddlewaretoken": TOKEN, "key": secrets.token_hex(8), **(fields or {})}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if by_script:
            headers["HX-Request"] = "true"
        return self._ask("POST", path, urlencode(form), headers)

    def _ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={cookie}" for name, cookie in {**self.cookies, **MINE}.items())
        self.sent += 1
        answer = self.line.ask(
            method,
            path,
            body,
            {"Cookie": cookies, "X-Forwarded-For": self.address, **headers},
        )
        self.cookies |= answer.cookies
        if not answer.is_accepted:
            self.met[answer.why or str(answer.status)] += 1
        return answer

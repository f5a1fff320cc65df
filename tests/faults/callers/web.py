"""Asks the site's pages, as a signed-in member's browser would."""

from http.client import HTTPConnection, HTTPException
from threading import local
from urllib.parse import urlencode

from tests.faults.callers.story import Cast
from tweipress.bank.teller.ticket import Receipt
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.money.report import Report
from tweipress.core.ids import MemberId
from tweipress.core.state.registry import Act

HOST = "127.0.0.1"
TIMEOUT_S = 30.0
TOKEN = "f" * 32
UNKNOWN = Receipt(0, 0, {})
"""A page tells that an act was accepted, not under which number."""

SERVER_ERROR, TOO_MANY, REFUSED = 500, 429, 400


class WebClient:
    """One connection a thread."""

    def __init__(self, cast: Cast, port: int) -> None:
        self._cast = cast
        self._port = port
        self._local = local()

    def ask(self, act: Act, key: str) -> Receipt | str | None:
        """Return a receipt, the status of a refusal, or None when nobody knows."""
        path, member, form = self._form(act)
        try:
            status = self._post(path, MemberId(member), {**form, "key": key})
        except (OSError, HTTPException):
            self._local.connection = None
            return None
        if status >= SERVER_ERROR or status == TOO_MANY:
            return None
        return f"HTTP {status}" if status >= REFUSED else UNKNOWN

    def _form(self, act: Act) -> tuple[str, int, dict[str, str]]:
        if isinstance(act, Like):
            return f"/comments/{act.comment}/like/", act.member, {}
        if isinstance(act, Dislike):
            return f"/comments/{act.comment}/dislike/", act.member, {"reason": act.reason}
        assert isinstance(act, Report)
        slug = self._cast.slugs[self._cast.articles.index(act.article)]
        return f"/reports/{slug}/buy/", act.member, {"scope": act.scope}

    def _post(self, path: str, member: MemberId, form: dict[str, str]) -> int:
        connection: HTTPConnection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = HTTPConnection(HOST, self._port, timeout=TIMEOUT_S)
            self._local.connection = connection
        cookies = f"sessionid={self._cast.sessions[member]}; csrftoken={TOKEN}"
        headers = {
            "Cookie": cookies,
            "X-CSRFToken": TOKEN,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", path, urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

"""A visitor of a served site, over real HTTP: keeps cookies, sends forms with their tokens."""

import re
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from harness.process import PATIENCE_S

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Visitor:
    """One person with one browser."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: SimpleCookie = SimpleCookie()

    def at(self, port: int) -> "Visitor":
        """Return the same browser with the cookies it has now, asking another process."""
        other = Visitor(port)
        other._cookies.load(self._cookies.output(header="", sep=";"))
        return other

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of a page."""
        answer, text = self._ask("GET", path)
        return answer.status, text

    def post(self, path: str, form_page: str = "", **fields: str) -> tuple[int, str]:
        """Send a form that stands on a page (its own path unless given); return as `get` does."""
        token = TOKEN.search(self.get(form_page or path)[1])
        assert token, f"no form on {form_page or path}"
        fields["csrfmiddlewaretoken"] = token[1]
        answer, text = self._ask("POST", path, urlencode(fields))
        return answer.status, text

    def _ask(self, method: str, path: str, body: str = "") -> tuple[HTTPResponse, str]:
        headers = {"Cookie": "; ".join(f"{m.key}={m.value}" for m in self._cookies.values())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        caller = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_S)
        try:
            caller.request(method, path, body or None, headers)
            answer = caller.getresponse()
            for line in answer.msg.get_all("Set-Cookie", ()):
                self._cookies.load(line)
            return answer, answer.read().decode()
        finally:
            caller.close()

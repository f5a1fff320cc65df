"""What a newcomer does after `make run`: signs in, reads, presses Plus, sees Twei arrive.

The real command, server and forms; a test clock stands for the time that reading takes.
"""

import re
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

from tests.config.test_serving import STOP_S, free_port, status
from tests.config.test_settings import TWEIPRESS, tweipress

READING_MS = 120_000
ARTICLE = "what-a-quiet-street-is-made-of"
FORM = r'<form method="post" action="{}".*?</form>'
INPUT = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@dataclass
class Browser:
    """A browser without scripts, that keeps its cookies."""

    site: str
    cookies: CookieJar = field(default_factory=CookieJar)

    @property
    def opener(self) -> OpenerDirector:
        return build_opener(HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> str:
        with self.opener.open(self.site + path) as answer:
            return unescape(str(answer.read(), "utf-8"))

    def press(self, page: str, action: str, **typed: str) -> str:
        """Send the form with that action as a page shows it."""
        form = re.search(FORM.format(action), self.get(page), re.DOTALL)
        assert form, f"no form {action} on {page}"
        sent = urlencode({**dict(INPUT.findall(form[0])), **typed}).encode()
        with self.opener.open(Request(self.site + action, sent, {"Referer": self.site})) as answer:  # noqa: S310  # our own site
            return unescape(str(answer.read(), "utf-8"))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Browser]:
    """A browser before the demo as the command serves it, filled by an earlier run."""
    assert tweipress(tmp_path, "demo", "--no-serve", TWEIPRESS_CLOCK="test").returncode == 0
    port = free_port()
    variables = {
        "PATH": "/usr/bin:/bin",
        "TWEIPRESS_DATA": str(tmp_path / "var"),
        "TWEIPRESS_PORT": str(port),
        "TWEIPRESS_CLOCK": "test",
    }
    with (
        (tmp_path / "said").open("w") as said,
        subprocess.Popen([TWEIPRESS, "demo"], env=variables, cwd=tmp_path, stdout=said) as demo,
    ):
        try:
            assert status(port, "/") == 200
            yield Browser(f"http://127.0.0.1:{port}")
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(STOP_S)


def test_a_newcomer_is_paid_and_the_statement_adds_up(site: Browser, tmp_path: Path) -> None:
    password, email = sign_in_of("reader", (tmp_path / "said").read_text())
    site.press("/accounts/login/", "/accounts/login/", login=email, password=password)
    before_twei = spendable_twei(site)
    page = f"/post/{ARTICLE}/"
    site.press(page, f"/read/{ARTICLE}/open/")
    sections = len(set(re.findall(r'id="part-(\d+)"', site.get(page))))
    for number in range(1, sections + 1):
        (tmp_path / "var" / "clock").write_text(str(READING_MS * number), encoding="ascii")
        site.press(page, f"/read/{ARTICLE}/beacon/", index=str(number))
    said = site.press(page, f"/read/{ARTICLE}/plus/")
    earned = re.search(r"Your Plus counts: you earned (\d+) Twei\.", said)
    assert earned
    assert int(earned[1]) >= 3
    assert spendable_twei(site) == before_twei + int(earned[1])
    newest, *_ = re.findall(r"<tr.*?</tr>", site.get("/me/").partition("Statement")[2], re.DOTALL)[
        1:
    ]
    assert "What a Quiet Street Is Made Of" in newest
    assert f"+{earned[1]}" in newest


def sign_in_of(what: str, said: str) -> tuple[str, str]:
    """Return password and address of whom the command calls a reader, a critic and so on."""
    password = re.search(r"Sign in with the password (\S+) as", said)
    email = re.search(rf"(\S+@example\.org)\s+an? {what}:", said)
    assert password
    assert email
    return password[1], email[1]


def spendable_twei(site: Browser) -> int:
    found = re.search(r"You can spend\D*(\d+)", re.sub(r"<[^>]+>", "", site.get("/me/")))
    assert found
    return int(found[1])

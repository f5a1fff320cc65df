"""A newcomer after `make run`: signs in, reads, presses Plus, and sees Twei arrive.

The real command, server and forms; a test clock stands for the time that reading takes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

from harness.site import Site
from tests.templates import demo_site
from tweipress.bank.clock import OffsetClock

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
def demo(tmp_path: Path) -> Site:
    """Give a demo that an earlier run has filled."""
    return demo_site(tmp_path)


@pytest.fixture
def browser(demo: Site) -> Iterator[Browser]:
    """Give a browser before the demo as the command serves it."""
    with demo.serving("demo") as server:
        yield Browser(server.address)


def test_a_newcomer_is_paid_and_the_statement_adds_up(browser: Browser, demo: Site) -> None:
    password, email = sign_in_of("reader", demo.log("demo").read_text())
    browser.press("/accounts/login/", "/accounts/login/", login=email, password=password)
    before_twei = spendable_twei(browser)
    page = f"/post/{ARTICLE}/"
    browser.press(page, f"/read/{ARTICLE}/open/")
    sections = len(set(re.findall(r'id="part-(\d+)"', browser.get(page))))
    for number in range(1, sections + 1):
        OffsetClock(demo.data / "clock").advance(READING_MS)
        browser.press(page, f"/read/{ARTICLE}/beacon/", index=str(number))
    said = browser.press(page, f"/read/{ARTICLE}/plus/")
    earned = re.search(r"Your Plus counts: you earned (\d+) Twei\.", said)
    assert earned
    assert int(earned[1]) >= 3
    assert spendable_twei(browser) == before_twei + int(earned[1])
    statement = browser.get("/me/").partition('id="statement"')[2]
    _, newest, *_ = re.findall(r"<tr.*?</tr>", statement, re.DOTALL)
    assert "What a Quiet Street Is Made Of" in newest
    assert f"+{earned[1]}" in newest


def sign_in_of(what: str, said: str) -> tuple[str, str]:
    """Return password and address of whom the command calls a reader, a critic and so on."""
    password = re.search(r"Sign in with the password (\S+) as", said)
    email = re.search(rf"(\S+@example\.org)\s+an? {what}:", said)
    assert password
    assert email
    return password[1], email[1]


def spendable_twei(browser: Browser) -> int:
    match = re.search(r"You can spend\D*([\d,]+)", re.sub(r"<[^>]+>", "", browser.get("/me/")))
    assert match
    return int(match[1].replace(",", ""))

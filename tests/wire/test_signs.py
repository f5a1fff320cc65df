"""NUL and halves of characters, wherever a request can have them: refused by name, never a 500."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from tests.http.stage import signed_in
from tests.wire.addresses import addresses
from tests.wire.cast import Cast, content_of
from tweipress.http.text import is_storable
from tweipress.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)

NUL = "a\0b"
HALVES = "+2AA-"
"""Half of a character in UTF-7, in which Python would read a form that says so."""
SOURCES = Path(__file__).parents[2] / "src" / "tweipress"
BROWSER_ERRORS = range(400, 500)


@cache
def fields() -> list[str]:
    """Return the name of every field that a template, a form or a view of the site knows."""
    patterns = {
        ".html": r'name="(\w+)"',
        ".py": r'(?:POST|GET|form)(?:\.get\(|\[)"(\w+)"|^    (\w+) = forms\.\w+Field',
    }
    names = {
        name
        for suffix, pattern in patterns.items()
        for path in SOURCES.rglob(f"*{suffix}")
        for match in re.finditer(pattern, path.read_text(), re.MULTILINE)
        for name in match.groups()
        if name
    }
    return sorted(names | {"login", "password", "password1", "email", "remember", "next", "code"})


def asked(client: Client, path: str) -> Iterator[tuple[str, int, str]]:
    """Yield what is answered to each request with such a text, with where the text was."""
    for name in ("q", "before", "next", "report", "key", "p", "o"):
        yield name, *_told(client.get(f"{path}?{name}=a%00b"))
    yield "name of a field of the query", *_told(client.get(f"{path}?a%00b=1"))
    yield "form", *_told(client.post(path, dict.fromkeys(fields(), NUL)))
    yield "name of a field", *_told(client.post(path, {NUL: "1"}))
    yield "UTF-7", *_told(client.generic("POST", path, *_multipart("text", HALVES, "utf-7")))


def _told(response: object) -> tuple[int, str]:
    return int(getattr(response, "status_code", 0)), content_of(response)


def _multipart(name: str, value: str, charset: str) -> tuple[bytes, str]:
    body = f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n--x--\r\n'
    return body.encode(), f"multipart/form-data; boundary=x; charset={charset}"


@pytest.mark.parametrize(
    "role",
    ["visitor", *(pytest.param(role, marks=pytest.mark.slow) for role in ("author", "operator"))],
)
def test_no_form_and_no_query_takes_a_sign_that_cannot_be_kept(cast: Cast, role: str) -> None:
    wrong = [
        (address.route, where, status)
        for address in addresses()
        if "/bank/" not in address.route or "/bank/posting/" in address.route
        for where, status, said in asked(cast.browser(role), cast.path(address))
        if status != 400 or "UNSTORABLE" not in said
    ]
    assert wrong == []


def test_no_address_has_a_sign_that_cannot_be_kept(cast: Cast) -> None:
    for address in addresses():
        path = address.path(dict.fromkeys(address.names, quote(NUL)))
        if address.names:
            for answer in (cast.browser("operator").get(path), cast.browser("operator").post(path)):
                assert answer.status_code == 400, path
                assert b"UNSTORABLE" in answer.content


def test_names_of_files_and_cookies_are_looked_at_too(cast: Cast) -> None:
    browser = signed_in(Member.objects.get(name="outsider"))
    for cookie in ('sessionid="aaaaaaaa\\000bbbb"', 'csrftoken="\\000"', 'x="\\000"'):
        answer = Client().get("/me/", headers={"cookie": cookie})
        assert (answer.status_code, b"UNSTORABLE" in answer.content) == (400, True), cookie
    for name in ('name="pic\0ture"; filename="a.png"', 'name="picture"; filename="a\0.png"'):
        part = f"--x\r\nContent-Disposition: form-data; {name}\r\n\r\nGIF\r\n--x--\r\n"
        answer = browser.post("/me/profile/", part.encode(), "multipart/form-data; boundary=x")
        assert answer.status_code in BROWSER_ERRORS, name


def test_a_coding_that_is_no_text_is_refused(cast: Cast) -> None:
    for charset in ("hex", "rot13", "utf-16", "latin-1", "unicode_escape", "idna"):
        answer = Client().generic("POST", "/accounts/login/", *_multipart("login", "ab", charset))
        assert (answer.status_code, b"UNSTORABLE" in answer.content) == (400, True), charset


def test_a_program_and_a_script_are_told_by_name(cast: Cast) -> None:
    told = Client().get("/search/?q=%00", headers={"accept": "application/json"})
    assert (told.status_code, told.json()["refusal"]) == (400, "UNSTORABLE")
    htmx = cast.browser("author").post(
        "/comments/on/x/write/", {"text": NUL}, headers={"hx-request": "true"}
    )
    assert (htmx.status_code, htmx["HX-Retarget"]) == (400, "this")


@pytest.mark.parametrize("text", ["", "plain", "é", "\U0001f41d", "\ufffd", "\ufeff", "\x01"])
def test_every_other_text_can_be_kept(text: str) -> None:
    assert is_storable(text)


@pytest.mark.parametrize("text", ["\0", "a\0", "\ud800", "a\ud83d", "\ud83d\udc1d"])
def test_what_no_database_keeps_is_known(text: str) -> None:
    assert not is_storable(text)

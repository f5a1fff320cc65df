"""What is secret or a member's own is kept by no cache, and cookies are this host's alone."""

import re
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.urls import get_resolver

from harness.process import PATIENCE_S
from harness.site import HOST
from tests.config.test_clean_logs import patterns
from tests.config.test_settings import PRODUCTION
from tests.config.visitor import TOKEN
from tests.templates import empty_site
from tests.wire.cast import content_of
from tweipress.people.models import Member

PUBLIC = {"/favicon.ico"}
"""What is the same for everybody, and whose answer has no cookie."""


def own_pages() -> list[str]:
    """Return the addresses of the site's pages that need no argument."""
    starts = [f"/{start.rstrip('$')}" for start, _ in patterns(get_resolver())]
    return sorted({start for start in starts if not re.search(r"[<(\\]", start)})


def test_no_page_of_a_signed_in_member_is_kept_by_a_cache(client: Client, reader: Member) -> None:
    client.force_login(reader)
    pages = own_pages()
    assert {"/", "/me/", "/accounts/2fa/recovery-codes/", "/reports/"} & set(pages)
    answers = {path: client.get(path) for path in pages if "logout" not in path}
    assert all(not answers.pop(path).cookies for path in PUBLIC)
    for answer in answers.values():
        content_of(answer)  # which closes what is sent as a file
    kept = {
        path: answer.headers.get("Cache-Control", "")
        for path, answer in answers.items()
        if "no-store" not in answer.headers.get("Cache-Control", "")
    }
    assert kept == {}


@pytest.mark.parametrize("path", ["login", "signup", "password/reset", "confirm-email/x:y"])
def test_no_page_of_the_entrance_is_kept_by_a_cache(path: str, client: Client, db: None) -> None:
    assert "no-store" in client.get(f"/accounts/{path}/").headers["Cache-Control"]


def test_the_page_of_a_reset_link_is_kept_by_no_cache_and_its_key_is_in_no_address(
    client: Client, reader: Member
) -> None:
    client.post("/accounts/password/reset/", {"email": reader.email})
    link = re.search(r"(/accounts/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link
    redirect = client.get(link[1])
    page = client.get(redirect.headers["Location"])
    key = link[1].split("/")[-2].partition("-")[2]
    assert key not in redirect.headers["Location"]
    for answer in (redirect, page):
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] == "same-origin"
    assert key not in page.content.decode()


def cookies_of(port: int, **headers: str) -> SimpleCookie:
    """Return the cookies that a visitor of the page to sign in is given."""
    caller = HTTPConnection(HOST, port, timeout=PATIENCE_S)
    caller.request("GET", "/accounts/login/", headers=headers)
    answer = caller.getresponse()
    assert TOKEN.search(answer.read().decode())
    caller.close()
    return SimpleCookie("\r\n".join(answer.msg.get_all("Set-Cookie", ())))


def test_cookies_in_production_are_of_this_host_alone(tmp_path: Path) -> None:
    site = empty_site(tmp_path)
    names = {"TWEIPRESS_ALLOWED_HOSTS": "press.example,127.0.0.1"}
    production = PRODUCTION | names | {"TWEIPRESS_PROXIES": "1"}
    with site.serving(answering="/health/", **production) as server:
        headers = {"Host": "press.example", "X-Forwarded-Proto": "https"}
        cookies = cookies_of(server.port, **headers)
    assert cookies
    for name, cookie in cookies.items():
        assert name.startswith("__Host-")
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
        assert cookie["httponly"]

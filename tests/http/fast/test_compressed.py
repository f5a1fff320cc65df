"""Pages are compressed: for all visitors in brotli, for a member in gzip of a random length."""

import gzip
from typing import Any

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from tests.http.stage import Stage, set_stage, signed_in
from tweipress.http.fast import encodings
from tweipress.http.fast.compressed import Compressed
from tweipress.http.fast.kept_pages import keep_for_visitors

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
BROWSER = {"accept-encoding": "gzip, deflate, br, zstd"}
PAGE = "<p>Bees vote on where to live.</p>\n" * 100


@pytest.fixture
def stage(books: Any) -> Stage:
    """Give the cast on fresh books, with an article that all have read."""
    stage = set_stage(books)
    stage.publish_and_read()
    return stage


def answered(response: Any, asked: str, *, marked: bool = True) -> HttpResponse:
    """Return an answer as it leaves, to a browser that takes these encodings."""
    view = keep_for_visitors(lambda _request: response) if marked else lambda _request: response
    return Compressed(view)(RequestFactory().get("/", headers={"accept-encoding": asked}))


def test_a_page_for_every_visitor_is_in_brotli_and_shows_the_same(stage: Stage) -> None:
    plain = Client().get("/post/bees/")
    page = Client().get("/post/bees/", headers=BROWSER)
    assert page["Content-Encoding"] == "br"
    assert brotli.decompress(page.content) == plain.content
    assert int(page["Content-Length"]) == len(page.content) < len(plain.content) / 2
    assert "Accept-Encoding" in page["Vary"]
    assert page["ETag"] == f"W/{plain['ETag']}"


@pytest.mark.parametrize("path", ["/post/bees/", "/me/", "/accounts/password/change/"])
def test_a_page_with_somebodys_secrets_has_a_length_that_tells_nothing(
    stage: Stage, path: str
) -> None:
    browser = signed_in(stage.reader)
    pages = [browser.get(path, headers=BROWSER) for _ in range(12)]
    assert {page["Content-Encoding"] for page in pages} == {"gzip"}
    assert b"csrfmiddlewaretoken" in gzip.decompress(pages[0].content)
    names = {page.content[10 : page.content.index(b"\0", 10)] for page in pages}
    assert len(names) > 1


def test_a_visitors_page_with_a_token_is_no_page_for_everybody(stage: Stage) -> None:
    page = Client().get("/accounts/login/", headers=BROWSER)
    assert "csrftoken" in page.cookies
    assert page["Content-Encoding"] == "gzip"


def test_whoever_sends_a_cookie_gets_a_page_of_their_own(stage: Stage) -> None:
    page = Client().get("/post/bees/", headers=BROWSER | {"cookie": "a=b"})
    assert page["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip; q=0.0", None),
        ("BR", "br"),
        ("brotli, xgzip", None),
        ("", None),
        (",;,q=,\u00e9;;", None),
        ("x," * 5000, None),
    ],
)
def test_an_encoding_that_was_not_asked_for_is_not_sent(asked: str, given: str | None) -> None:
    page = answered(HttpResponse(PAGE), asked)
    assert page.headers.get("Content-Encoding") == given


def test_what_is_short_or_a_picture_or_compressed_or_sent_in_parts_stays() -> None:
    for response in (
        HttpResponse("short"),
        HttpResponse(PAGE, content_type="image/webp"),
        HttpResponse(PAGE, headers={"Content-Encoding": "gzip"}),
        StreamingHttpResponse([PAGE.encode()]),
    ):
        before = dict(response.headers)
        page = answered(response, "gzip, br", marked=False)
        assert page is response
        assert dict(page.headers) == before


def test_what_gets_no_shorter_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "for_one", lambda content: content + b"x")
    page = answered(HttpResponse(PAGE), "gzip, br", marked=False)
    assert (page.content.decode(), "Content-Encoding" in page.headers) == (PAGE, False)

"""Headers of every answer, and requests that the site refuses to read."""

import logging

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from tweipress.config.middleware import ADDRESS_MAX_CHARS
from tweipress.config.server.bounds import BODY_MAX_BYTES, UPLOAD_MAX_BYTES, UPLOAD_PATH
from tweipress.config.server.requests import Handler

TEXT_MAX_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
FIELDS_MAX = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def test_every_answer_carries_the_strict_policy(client: Client, db: None) -> None:
    for answer in [client.get(path) for path in ("/robots.txt", "/no/such/page")]:
        headers = answer.headers
        assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_a_refused_request_is_answered_in_the_language_asked_for(client: Client) -> None:
    answer = client.get("/?x=" + "a" * 5000, headers={"accept-language": "es"})
    assert answer.status_code == 414
    assert '<html lang="es"' in answer.content.decode()


def test_a_body_that_no_form_can_have_made_is_not_read(client: Client) -> None:
    for length in (str(BODY_MAX_BYTES + 1), "-1", "much"):
        answer = client.generic("POST", "/accounts/login/", b"", CONTENT_LENGTH=length)
        assert answer.status_code == 413
        assert "What you sent has more than 8.0\xa0MB." in answer.content.decode()


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"x=" + b"x" * TEXT_MAX_BYTES, 413), (b"&".join([b"x=1"] * FIELDS_MAX + [b"x=1"]), 400)],
    ids=["too long", "too many fields"],
)
def test_a_form_that_is_too_large_is_the_senders_mistake(
    client: Client, caplog: pytest.LogCaptureFixture, body: bytes, status: int
) -> None:
    answer = client.generic("POST", "/accounts/login/", body, "application/x-www-form-urlencoded")
    assert answer.status_code == status
    assert [line for line in caplog.records if line.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("said", ["charset*=utf-8''%00", "charset*=nothing''x", "a*=nothing''x"])
def test_a_content_type_that_cannot_be_read_is_none(said: str) -> None:
    environ = RequestFactory().get("/").environ | {"CONTENT_TYPE": f"text/plain; {said}"}
    request = Handler.request_class(environ)
    assert (request.content_type, request.content_params) == ("", {})


def test_a_picture_may_be_longer_than_other_forms_at_its_one_address(client: Client) -> None:
    for path, status in (
        (UPLOAD_PATH, 403),
        (f"{UPLOAD_PATH}x/", 413),
        ("/pictures/", 413),
        ("/write/new/", 413),
    ):
        answer = Client(enforce_csrf_checks=True).generic(
            "POST", path, b"", CONTENT_LENGTH=str(BODY_MAX_BYTES + 1)
        )
        assert answer.status_code == status, path
    longer = client.generic("POST", UPLOAD_PATH, b"", CONTENT_LENGTH=str(UPLOAD_MAX_BYTES + 1))
    assert longer.status_code == 413
    assert reverse("pictures:upload") == UPLOAD_PATH


@pytest.mark.parametrize("start", ["/me/?next=/", "/accounts/login/?next=/", "/no/such/"])
def test_an_address_too_long_to_be_repeated_is_refused_by_name(
    client: Client, caplog: pytest.LogCaptureFixture, start: str
) -> None:
    for sign in ("a", "\u00e4", "%25"):
        answer = client.get(start + sign * 20_000)
        assert answer.status_code == 414
        assert b"An address of this site has at most 4096 characters." in answer.content
    assert not [record for record in caplog.records if record.exc_info]


def test_the_longest_address_survives_a_redirect_to_the_sign_in(
    client: Client, transactional_db: None
) -> None:
    start = "/me/?x="
    rest = ADDRESS_MAX_CHARS - len(start)
    answer = client.get(start + "%" * rest)
    assert answer.status_code == 302
    assert len(answer.headers["Location"]) > 3 * rest
    assert client.get(start + "%" * (rest + 1)).status_code == 414


def test_another_host_name_is_refused(client: Client) -> None:
    assert client.get("/about/rules/", headers={"host": "evil.example"}).status_code == 400


def test_a_request_leaves_one_line_without_its_query(
    client: Client, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    with caplog.at_level(logging.INFO, "tweipress.request"):
        client.get("/robots.txt?secret=1").close()
    lines = [record.getMessage() for record in caplog.records if record.name == "tweipress.request"]
    assert len(lines) == 1
    assert "GET /robots.txt" in lines[0]
    assert "secret" not in lines[0]

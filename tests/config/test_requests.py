"""What every answer of the site carries, and which requests it does not even read."""

import logging

import pytest
from django.test import Client

from tweipress.config.middleware import BODY_MAX_BYTES

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


def test_every_answer_carries_the_strict_policy(client: Client) -> None:
    for path in ("/avatar/reader.svg", "/no/such/page"):
        headers = client.get(path).headers
        assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_a_body_that_no_form_can_have_made_is_not_read(client: Client) -> None:
    for length in (str(BODY_MAX_BYTES + 1), "-1", "much"):
        answer = client.generic("POST", "/accounts/login/", b"", CONTENT_LENGTH=length)
        assert answer.status_code == 413


def test_another_host_name_is_refused(client: Client) -> None:
    assert client.get("/avatar/reader.svg", headers={"host": "evil.example"}).status_code == 400


def test_a_request_leaves_one_line_without_its_query(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "tweipress.request"):
        client.get("/avatar/reader.svg?secret=1")
    lines = [record.getMessage() for record in caplog.records if record.name == "tweipress.request"]
    assert len(lines) == 1
    assert "GET /avatar/reader.svg" in lines[0]
    assert "secret" not in lines[0]

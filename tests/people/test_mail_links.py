"""Links in mail lead to the site's own address, whatever Host a request names."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from harness.command import environment
from tests.config.test_settings import PRODUCTION
from tests.people.conftest import PASSWORD
from tests.people.test_entrance import FORM, SIGN_UP
from tweipress.http.outbox import later
from tweipress.people.models import Member

LINK = re.compile(r"https?://\S+")
HOSTS = ["other.example", "other.example:8080", "press.example"]
FORGOTTEN = "/accounts/password/reset/"


@pytest.mark.parametrize("host", HOSTS)
def test_mail_names_the_configured_address_alone(
    host: str, client: Client, reader: Member, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["press.example", "other.example"]
    settings.TWEIPRESS_PUBLIC_URL = "https://press.example"
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    headers = {"host": host}
    client.post(FORGOTTEN, {"email": reader.email}, headers=headers)
    client.post(FORGOTTEN, {"email": "nobody@press.example"}, headers=headers)
    for name, email in (("other", "other@press.example"), ("third", reader.email)):
        form = {"email": email, "name": name, "password1": PASSWORD}
        assert client.post(SIGN_UP, form, headers=headers).status_code == 302
    assert len(mail.outbox) == 4
    for message in mail.outbox:
        links = LINK.findall(str(message.body))
        assert links
        assert {urlsplit(link)[:2] for link in links} == {("https", "press.example")}
        assert "other.example" not in str(message.message())


def test_a_host_that_is_not_the_sites_gets_no_mail_sent(client: Client, reader: Member) -> None:
    form = {"email": reader.email}
    assert client.post(FORGOTTEN, form, headers={"host": "evil.example"}).status_code == 400
    assert mail.outbox == []


SETTINGS = """
from tweipress.config import settings as s
print(s.TWEIPRESS_PUBLIC_URL, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)
"""


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "http://localhost:8000 sessionid csrftoken"),
        (PRODUCTION, "https://press.example __Host-sessionid __Host-csrftoken"),
        (
            PRODUCTION | {"TWEIPRESS_PUBLIC_URL": "https://news.example"},
            "https://news.example __Host-sessionid __Host-csrftoken",
        ),
    ],
)
def test_a_site_knows_its_address_in_development_and_in_production(
    variables: dict[str, str], said: str, tmp_path: Path
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SETTINGS],
        env=environment(tmp_path / "var", **variables),
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.strip() == said


def test_mail_leaves_after_the_answer(
    client: Client, books: object, settings: Settings, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "tweipress.http.outbox.mail.Queue"
    settings.MAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    client.post(SIGN_UP, FORM)
    later.drain()
    (file,) = os.scandir(tmp_path / "mail")
    assert "To: reader@press.example" in Path(file).read_text()

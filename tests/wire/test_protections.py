"""What a hostile page, link, host name, file or mail address cannot do."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core import mail
from django.test import Client
from PIL import Image
from pytest_django import Settings

from tests.http.stage import signed_in
from tests.scratch_books import BooksStage
from tests.wire.addresses import addresses
from tests.wire.test_matrix import HEADERS
from tweipress.config.middleware import ADDRESS_MAX_CHARS
from tweipress.config.server.bounds import BODY_MAX_BYTES
from tweipress.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "correct horse battery"
LOGIN = "/accounts/login/"
ELSEWHERE = [
    *("https://evil.example/", "//evil.example/", "///evil.example", "\\\\evil.example", "/\\evil"),
    *("https:evil.example", "javascript:alert(1)", "data:text/html,x", "/\t/evil.example"),
    *(" //evil.example", "\t//evil.example", "http://testserver@evil.example/", "https:///evil"),
]


@pytest.fixture
def reader(books: BooksStage) -> Member:
    """A member with a password."""
    return Member.objects.create_user("reader@press.example", "reader", PASSWORD)


@pytest.mark.parametrize("place", ELSEWHERE)
def test_signing_in_and_out_leads_nowhere_else(reader: Member, place: str) -> None:
    form = {"login": reader.email, "password": PASSWORD, "next": place}
    answers = [
        Client().post(LOGIN, form),
        Client().post(LOGIN, form, query_params={"next": place}),
        signed_in(reader).get(LOGIN, {"next": place}),
        signed_in(reader).post("/accounts/logout/", {"next": place}),
        Client().get("/me/", {"next": place}),
    ]
    for answer in answers:
        assert answer.status_code in {302, 303}
        assert re.match(r"/(?![/\\])", answer["Location"]), answer["Location"]


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "testserver.evil.example"},
        {"host": "testserver@evil.example"},
        {"host": "testserver", "x-forwarded-host": "evil.example"},
        {"host": "testserver", "x-forwarded-proto": "https", "x-forwarded-port": "666"},
    ],
)
def test_a_forged_host_is_refused_or_never_repeated(
    reader: Member, headers: dict[str, str]
) -> None:
    for path in ("/", "/me/", LOGIN):
        answer = Client().get(path, headers=headers)
        assert answer.status_code in {200, 302, 400}
        assert "evil" not in answer.get("Location", "")
        assert "666" not in answer.get("Location", "")
        assert b"evil" not in answer.content


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "https://sub.testserver"},
        {"origin": "null"},
        {"referer": "https://evil.example/"},
        {"referer": "https://sub.testserver/"},
        {},
    ],
)
def test_a_form_of_another_page_is_refused_although_it_has_a_token(
    reader: Member, headers: dict[str, str]
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in(reader).cookies
    page = browser.get("/me/profile/", secure=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    assert token
    form = {"bio": "Changed.", "csrfmiddlewaretoken": token[1]}
    forged = browser.post("/me/profile/", form, secure=True, headers=headers)
    assert forged.status_code == 403
    reader.refresh_from_db()
    assert reader.bio == ""
    own = browser.post("/me/profile/", form, secure=True, headers={"origin": "https://testserver"})
    assert own.status_code == 302


def test_answers_that_come_before_all_else_have_the_headers_too(reader: Member) -> None:
    early = {
        414: Client().get("/?x=" + "a" * ADDRESS_MAX_CHARS),
        413: Client().generic("POST", LOGIN, b"", CONTENT_LENGTH=str(BODY_MAX_BYTES + 1)),
        400: Client().get("/?x=%00"),
        404: Client().get("/no/such/page"),
        403: Client(enforce_csrf_checks=True).post(LOGIN),
    }
    for status, answer in early.items():
        assert answer.status_code == status
        for name, words in HEADERS.items():
            assert words in answer[name], (status, name)


def test_no_address_sends_back_what_it_was_sent(reader: Member) -> None:
    browser = signed_in(reader)
    for address in addresses():
        path = address.path(dict.fromkeys(address.names, "1"))
        traced = browser.generic("TRACE", path, b"", headers={"x-secret": "a secret header"})
        assert traced.status_code < 500, path
        assert b"a secret header" not in traced.content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<script>alert(1)</script>"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("a.png", b"GIF89a<script>alert(1)</script>"),
        ("../../a.png", b"%PDF-1.4"),
    ],
)
def test_what_is_no_picture_is_not_kept_whatever_it_is_called(
    reader: Member, settings: Settings, name: str, content: bytes
) -> None:
    file = BytesIO(content)
    file.name = name
    answer = signed_in(reader).post("/me/profile/", {"picture": file})
    assert answer.status_code == 422
    reader.refresh_from_db()
    assert not reader.avatar


def test_a_picture_is_made_anew_and_served_as_nothing_else(
    reader: Member, settings: Settings, tmp_path: object
) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = BytesIO()
    Image.new("RGB", (64, 64)).save(file, "PNG")
    file.write(b"<script>alert(1)</script>")
    file.seek(0)
    file.name = "page.html"
    assert signed_in(reader).post("/me/profile/", {"picture": file}).status_code == 302
    reader.refresh_from_db()
    served = Client().get(f"/avatar/{reader.avatar.name.rpartition('/')[2]}")
    assert (served.status_code, served["Content-Type"]) == (200, "image/webp")
    assert served["X-Content-Type-Options"] == "nosniff"
    assert b"script" not in served.content


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\r", "%0a", "\u2028", "\x0b"])
def test_no_field_puts_a_header_into_a_mail(reader: Member, settings: Settings, sign: str) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    bad = f"x@press.example{sign}Bcc: victim@evil.example"
    form = {"email": bad, "name": f"new{sign}Subject: x", "password1": PASSWORD}
    Client().post("/accounts/signup/", form)
    Client().post("/accounts/signup/", {**form, "email": "new@press.example"})
    Client().post("/accounts/password/reset/", {"email": bad})
    Client().post("/accounts/password/reset/", {"email": reader.email}, headers={"host": "evil"})
    signed_in(reader).post("/accounts/email/", {"action_add": "", "email": bad})
    for message in mail.outbox:
        assert "victim@evil.example" not in message.recipients()
        assert not {"Bcc", "Cc"} & set(message.message().keys())
        assert "\n" not in message.subject


def test_faults_are_reported_to_whom_the_operator_names(
    books: BooksStage, settings: Settings
) -> None:
    address = "/.well-known/security.txt"
    assert Client().get(address).status_code == 404
    settings.TWEIPRESS_SECURITY_CONTACT = "mailto:operator@press.example"
    settings.TWEIPRESS_PUBLIC_URL = "https://press.example"
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert lines.keys() == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert lines["Contact"] == "mailto:operator@press.example"
    assert lines["Canonical"] == f"https://press.example{address}"
    expires = datetime.fromisoformat(lines["Expires"])
    now = datetime.fromtimestamp(books.clock.time_ms / 1000, UTC)
    assert 0 < (expires - now).days < 365

"""Joining, signing in and out, by e-mail address and password."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django import Settings

from tests.people.conftest import PASSWORD
from tweipress.http.outbox import later
from tweipress.people.actions import members
from tweipress.people.models import Member

SIGN_UP = "/accounts/signup/"
SIGN_IN = "/accounts/login/"
SIGN_OUT = "/accounts/logout/"
FORM = {"email": "reader@press.example", "name": "reader", "password1": PASSWORD}


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_visitor_joins_and_is_in_the_books(client: Client, books: object) -> None:
    answer = client.post(SIGN_UP, FORM)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    reader = Member.objects.get()
    assert (reader.name, reader.email) == ("reader", "reader@press.example")
    assert reader.posting_seq
    assert is_signed_in(client)
    assert mail.outbox[0].to == ["reader@press.example"]


def test_joining_the_books_twice_is_one_posting(reader: Member) -> None:
    assert members.join(reader) == members.join(reader)


def test_a_bank_that_does_not_answer_costs_nobody_the_account(
    client: Client, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tweipress.bank.transport.client.PATIENCE_S", 0.2)
    assert client.post(SIGN_UP, FORM).status_code == 302
    assert Member.objects.get().posting_seq is None
    assert is_signed_in(client)


def test_who_could_not_join_the_books_is_asked_for_at_the_next_sign_in(
    client: Client, reader: Member
) -> None:
    client.post(SIGN_IN, {"login": "Reader@press.example", "password": PASSWORD})
    reader.refresh_from_db()
    assert reader.posting_seq


def test_who_waits_for_the_books_can_be_asked_for_all_at_once(
    reader: Member, outsider: Member
) -> None:
    assert members.join_waiting() == 0
    assert not Member.objects.filter(posting_seq=None).exists()


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Reader"),
        ("name", "<script>alert(1)</script>"),
        ("name", "x" * 100_000),
        ("name", "pool"),
        ("email", "Reader@Press.example"),
        ("email", "no address"),
        ("email", ""),
        ("email", "nobody@\ufffd.example"),
        ("password1", "12345678"),
        ("password1", "short"),
    ],
)
def test_a_form_that_cannot_be_had_says_which_field_and_keeps_the_rest(
    field: str, value: str, client: Client
) -> None:
    other = {"email": "other@press.example", "name": "other", "password1": PASSWORD}
    answer = client.post(SIGN_UP, {**other, field: value})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', page)
    assert 'role="alert"' in page
    assert "<script>alert" not in page
    assert Member.objects.count() == 1


@pytest.mark.parametrize("domain", ["\ufffd.example", f"{'é' * 62}.example"])
def test_no_letter_is_asked_for_at_an_address_that_no_mail_can_have(
    domain: str, client: Client
) -> None:
    answer = client.post("/accounts/password/reset/", {"email": f"nobody@{domain}"})
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.content.decode()


def test_fields_have_labels_and_tell_the_browser_what_they_are(client: Client, db: None) -> None:
    page = client.get(SIGN_UP).content.decode()
    for name, autocomplete in (
        ("email", "email"),
        ("name", "nickname"),
        ("password1", "new-password"),
    ):
        assert f'for="id_{name}"' in page
        assert re.search(rf'name="{name}"[^>]*autocomplete="{autocomplete}"', page)


@pytest.mark.usefixtures("reader")
def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client) -> None:
    wrong = client.post(SIGN_IN, {"login": "reader@press.example", "password": "wrong horse"})
    unknown = client.post(SIGN_IN, {"login": "nobody@press.example", "password": "wrong horse"})
    errors = [
        re.findall(r'<ul class="errorlist.*?</ul>', page.content.decode())
        for page in (wrong, unknown)
    ]
    assert errors[0] == errors[1] != []
    assert not is_signed_in(client)


def test_asking_for_the_sign_out_page_signs_nobody_out(client: Client, reader: Member) -> None:
    client.force_login(reader)
    assert client.get(SIGN_OUT).status_code == 200
    assert is_signed_in(client)
    client.post(SIGN_OUT)
    assert not is_signed_in(client)


def test_a_form_without_the_sites_token_is_refused(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in (SIGN_UP, SIGN_IN, SIGN_OUT):
        assert strict.post(path, FORM).status_code == 403
    assert not Member.objects.exists()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "http://["])
def test_sign_in_leads_to_no_other_site(client: Client, reader: Member, elsewhere: str) -> None:
    form = {"login": reader.email, "password": PASSWORD, "next": elsewhere}
    assert client.post(SIGN_IN, form).headers["Location"] == "/"


def test_looking_at_a_confirmation_confirms_nothing(client: Client, books: object) -> None:
    client.post(SIGN_UP, FORM)
    link = re.search(r"(/accounts/confirm-email/\S+)", str(mail.outbox[0].body))
    assert link
    client.get(link[1])
    assert not EmailAddress.objects.get().verified
    client.post(link[1])
    assert EmailAddress.objects.get().verified


def test_where_addresses_must_be_confirmed_nobody_signs_in_before(
    client: Client, books: object, settings: Settings
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    client.post(SIGN_UP, FORM)
    assert not is_signed_in(client)
    assert Member.objects.get().posting_seq is None


def test_a_mail_server_in_trouble_fails_no_request(
    client: Client, books: object, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "tweipress.http.outbox.mail.Queue"
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert client.post(SIGN_UP, FORM).status_code == 302
    assert is_signed_in(client)
    later.drain()
    assert "mail_not_sent" in caplog.text
    assert "reader@press.example" not in caplog.text


def test_a_forgotten_password_is_chosen_anew_by_mail(client: Client, reader: Member) -> None:
    client.post("/accounts/password/reset/", {"email": reader.email})
    link = re.search(r"http://localhost:8000(/accounts/\S+)", str(mail.outbox[0].body))
    assert link
    form = client.get(link[1], follow=True)
    path = form.redirect_chain[-1][0]
    new = "another horse entirely"
    client.post(path, {"password1": new, "password2": new})
    reader.refresh_from_db()
    assert reader.check_password(new)


@pytest.mark.parametrize(
    "path",
    ["login", "signup", "logout", "password/reset", "password/change", "email", "2fa", "inactive"],
)
def test_every_page_of_the_entrance_is_the_sites_own(
    path: str, client: Client, reader: Member
) -> None:
    if path not in {"login", "signup"}:
        client.force_login(reader)
    page = client.get(f"/accounts/{path}/").content.decode()
    assert 'class="masthead"' in page
    assert page.count("<h1") == 1
    assert "<script>" not in page
    assert "style=" not in page

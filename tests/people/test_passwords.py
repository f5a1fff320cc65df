"""Passwords that say a member's name or address are refused wherever one is chosen."""

import re
import unicodedata
from typing import Literal

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from tests.people.conftest import PASSWORD
from tweipress.people import passwords
from tweipress.people.models import Member
from tweipress.people.passwords import OthersKnow, fresh_password

KNOWN = [
    "reader-is-great", "my READER horse", "re.ad.er-4477", "ｒｅａｄｅｒ horse", "123reader456",
]  # fmt: skip


@pytest.mark.parametrize("password", KNOWN)
def test_joining_with_a_password_of_the_name_is_refused(password: str, db: None) -> None:
    form = {"email": "else@press.example", "name": "reader", "password1": password}
    page = Client().post("/accounts/signup/", form).content.decode()
    assert re.search(r'name="password1"[^>]*aria-invalid="true"', page)
    assert not Member.objects.exists()


def test_joining_with_a_password_of_the_address_is_refused(db: None) -> None:
    form = {"email": "lighthouse+x@press.example", "name": "ann", "password1": "my lighthouse 88"}
    page = Client().post("/accounts/signup/", form).content.decode()
    assert re.search(r'name="password1"[^>]*aria-invalid="true"', page)
    assert not Member.objects.exists()


@pytest.mark.parametrize("password", KNOWN)
def test_changing_to_a_password_of_the_name_is_refused(
    password: str, client: Client, reader: Member
) -> None:
    client.force_login(reader)
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    page = client.post("/accounts/password/change/", form).content.decode()
    assert 'aria-invalid="true"' in page
    reader.refresh_from_db()
    assert reader.check_password(PASSWORD)


def test_choosing_a_password_of_the_name_by_mail_is_refused(client: Client, reader: Member) -> None:
    client.post("/accounts/password/reset/", {"email": reader.email})
    link = re.search(r"(/accounts/\S+)", str(mail.outbox[0].body))
    assert link
    path = client.get(link[1], follow=True).redirect_chain[-1][0]
    client.post(path, {"password1": KNOWN[0], "password2": KNOWN[0]})
    reader.refresh_from_db()
    assert reader.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("name", "email", "password"),
    [
        ("horse-battery", "a@press.example", "horse-ba"),
        ("ann", "correct.horse.battery@press.example", "correct.horse"),
        ("jo", "x@press.example", "major jokes 9"),
        ("ann-lee", "x@press.example", "annlee-87654"),
    ],
)
def test_one_is_not_a_part_of_the_other(name: str, email: str, password: str) -> None:
    with pytest.raises(ValidationError):
        OthersKnow().validate(password, Member(name=name, email=email))


@pytest.mark.parametrize(
    ("name", "email", "password"),
    [
        ("ann", "a@press.example", "correct horse battery"),
        ("--a", "ab@press.example", "correct horse battery"),
        ("ann", "ann@press.example", "!!!!!!!!!!!!"),
        ("ann", "", "press.example 22"),
    ],
)
def test_another_password_can_be_had(name: str, email: str, password: str) -> None:
    OthersKnow().validate(password, Member(name=name, email=email))


def test_a_password_made_here_never_has_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    made = iter(["Ab-Jo-0000000000000000", "q9-0000000000000000-zz"])
    monkeypatch.setattr("tweipress.people.passwords.secrets.token_urlsafe", lambda _: next(made))
    assert fresh_password(Member(name="jo", email="x@press.example")) == "q9-0000000000000000-zz"


def test_a_password_longer_than_any_is_refused_and_compared_no_further(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed: list[int] = []
    normalize = unicodedata.normalize

    def counting(form: Literal["NFKC"], text: str) -> str:
        composed.append(len(text))
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", counting)
    password = "a" + "\u0316\u0301" * 2_000  # each accent is moved past all before it
    form = {"email": "else@press.example", "name": "ann", "password1": password}
    page = Client().post("/accounts/signup/", form).content.decode()
    assert "at most 256 characters" in page
    assert not Member.objects.exists()
    assert max(composed) <= passwords.CHARS_MAX


def test_a_passphrase_of_many_words_is_welcome(db: None) -> None:
    validate_password("correct horse battery staple " * 8, Member(name="ann"))

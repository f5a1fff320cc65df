"""Changes of how one signs in ask for the password again, and are told to the old address."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client
from pytest_django import Settings

from tests.people.conftest import PASSWORD
from tweipress.people.actions import members
from tweipress.people.models import Member
from tweipress.security.models import SecurityEvent

ADDRESS, NEW = "ann@press.example", "new@press.example"
EMAIL = "/accounts/email/"
TOTP = "/accounts/2fa/totp/activate/"
AGAIN = "/accounts/reauthenticate/"


@pytest.fixture
def ann(books: object, client: Client) -> Member:
    """A member with a confirmed address, signed in a while ago."""
    member = members.register(ADDRESS, "ann", PASSWORD)
    client.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})
    mail.outbox.clear()
    return member


def give_password(client: Client) -> None:
    assert client.post(AGAIN, {"password": PASSWORD}).status_code == 302


def code_of(secret: str, *, holds_s: float = 1) -> str:
    """Return the code of a secret, which holds for a while yet: they change twice a minute."""
    left_s = app_settings.TOTP_PERIOD - time.time() % app_settings.TOTP_PERIOD
    if left_s < holds_s:
        time.sleep(left_s)
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def set_up_totp(client: Client) -> None:
    client.get(TOTP)
    client.post(TOTP, {"code": code_of(client.session["mfa.totp.secret"])})


def bodies_to(address: str) -> list[str]:
    return [str(each.body) for each in mail.outbox if each.to == [address]]


@pytest.mark.parametrize(
    ("path", "form"),
    [
        (EMAIL, {"action_add": "", "email": NEW}),
        (TOTP, {"code": "000000"}),
        (TOTP, None),
        ("/accounts/2fa/recovery-codes/generate/", {}),
    ],
)
@pytest.mark.usefixtures("ann")
def test_a_change_of_how_one_signs_in_asks_for_the_password_again(
    path: str, form: dict[str, str] | None, client: Client
) -> None:
    answer = client.get(path) if form is None else client.post(path, form)
    assert answer.headers["Location"].startswith(AGAIN)
    assert EmailAddress.objects.count() == 1
    assert not Authenticator.objects.exists()


@pytest.mark.usefixtures("ann")
def test_a_wrong_password_changes_nothing(client: Client) -> None:
    client.post(EMAIL, {"action_add": "", "email": NEW})
    assert client.post(AGAIN, {"password": "wrong horse"}).status_code == 200
    assert EmailAddress.objects.count() == 1


@pytest.mark.usefixtures("ann")
def test_a_password_given_again_counts_for_a_while_only(client: Client, settings: Settings) -> None:
    give_password(client)
    client.post(EMAIL, {"action_add": "", "email": NEW})
    assert EmailAddress.objects.count() == 2
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    assert (
        client.post(EMAIL, {"action_remove": "", "email": NEW})
        .headers["Location"]
        .startswith(AGAIN)
    )


@pytest.mark.usefixtures("ann")
def test_the_old_address_is_told_when_a_new_one_is_asked_for_and_when_it_counts(
    client: Client,
) -> None:
    give_password(client)
    client.post(EMAIL, {"action_add": "", "email": NEW})
    (asked,) = bodies_to(ADDRESS)
    assert NEW in asked
    assert "If this was not you" in asked
    link = re.search(r"http://\S+?(/accounts/confirm-email/\S+)", bodies_to(NEW)[0])
    assert link
    client.post(link[1])
    client.post(EMAIL, {"action_primary": "", "email": NEW})
    assert Member.objects.get().email == NEW
    assert NEW in bodies_to(ADDRESS)[-1]
    client.post(EMAIL, {"action_remove": "", "email": ADDRESS})
    assert ADDRESS in bodies_to(NEW)[-1]


def test_a_new_second_factor_signs_all_other_browsers_out(ann: Member, client: Client) -> None:
    others = [Client(), Client()]
    for other in others:
        other.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})
        assert other.get("/me/").status_code == 200
    give_password(client)
    key = client.session.session_key
    set_up_totp(client)
    assert client.get("/me/").status_code == 200
    assert client.session.session_key != key
    for other in others:
        assert other.get("/me/")["Location"].startswith("/accounts/login/")
    assert SecurityEvent.objects.filter(event="sessions_ended", member=ann.pk).count() == 1
    client.post("/accounts/2fa/recovery-codes/generate/")
    assert SecurityEvent.objects.filter(event="sessions_ended").count() == 1
    client.post("/accounts/logout/")
    client.force_login(ann)
    assert client.get("/me/").status_code == 302  # of before the second factor
    client.force_login(Member.objects.get())
    assert client.get("/me/").status_code == 200


def test_second_factors_and_passwords_are_told(ann: Member, client: Client) -> None:
    give_password(client)
    set_up_totp(client)
    assert "authenticator app" in bodies_to(ADDRESS)[-1]
    client.post("/accounts/2fa/recovery-codes/generate/")
    assert "recovery codes" in bodies_to(ADDRESS)[-1]
    client.post("/accounts/2fa/totp/deactivate/")
    assert "no longer asks" in bodies_to(ADDRESS)[-1]
    new = "another horse entirely"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/accounts/password/change/", form)
    assert "password of your account was changed" in bodies_to(ADDRESS)[-1]
    for body in bodies_to(ADDRESS):
        assert "http" not in body
        assert "127.0.0.1" not in body


def test_a_notice_is_in_the_members_language_whoever_asks(ann: Member, client: Client) -> None:
    Member.objects.update(language="es")
    give_password(client)
    client.post(EMAIL, {"action_add": "", "email": NEW}, headers={"Accept-Language": "en"})
    assert "Si no has sido tú" in bodies_to(ADDRESS)[-1]


@pytest.mark.usefixtures("ann")
def test_a_password_given_again_does_not_count_after_the_next_sign_in(client: Client) -> None:
    give_password(client)
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})
    assert client.get(TOTP).headers["Location"].startswith(AGAIN)

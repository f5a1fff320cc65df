"""Forms that anybody can send do the same work for a taken address as for a free one."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import hashers
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.people.conftest import PASSWORD
from tweipress.http.outbox import later
from tweipress.people.models import InvitationCode, Member

SIGN_UP = "/accounts/signup/"
FORGOTTEN = "/accounts/password/reset/"
TAKEN, FREE = "reader@press.example", "nobody@press.example"


class Work(NamedTuple):
    """What a form cost."""

    status: int
    location: str
    hashings: int
    mails: int
    queries: Counter[str]


@pytest.fixture
def cost(
    reader: Member, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, dict[str, str]], Work]:
    """Send a form as a new visitor and count what it costs."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    EmailAddress.objects.create(user=reader, email=TAKEN, verified=True, primary=True)
    hashed: list[str] = []
    encode = hashers.MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counted)
    Client().post(SIGN_UP, {"email": "warm@press.example", "name": "warm", "password1": PASSWORD})

    def send(path: str, form: dict[str, str]) -> Work:
        hashed.clear()
        mail.outbox.clear()
        client = Client()
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(path, form)
        later.drain()
        first = (query["sql"].split(" ")[0] for query in asked.captured_queries)
        kinds = Counter("SELECT" if word == "DECLARE" else word for word in first)
        location = answer.headers.get("Location", "")
        return Work(answer.status_code, location, len(hashed), len(mail.outbox), kinds)

    return send


def test_joining_costs_the_same_for_a_taken_and_a_free_address(
    cost: Callable[[str, dict[str, str]], Work],
) -> None:
    form = {"name": "other", "password1": PASSWORD}
    free = cost(SIGN_UP, form | {"email": FREE})
    taken = cost(SIGN_UP, form | {"email": TAKEN, "name": "third"})
    assert free[:4] == taken[:4] == (302, "/accounts/confirm-email/", 1, 1)
    for kind in ("SELECT", "INSERT"):
        assert free.queries[kind] == taken.queries[kind]
    # What joining commits one by one, the member and the address, is committed as two updates.
    assert (free.queries["UPDATE"], taken.queries["UPDATE"]) == (0, 2)
    assert Member.objects.count() == 3
    assert EmailAddress.objects.count() == 3


def test_asking_for_a_new_password_costs_the_same_for_a_taken_and_a_free_address(
    cost: Callable[[str, dict[str, str]], Work],
) -> None:
    free, taken = cost(FORGOTTEN, {"email": FREE}), cost(FORGOTTEN, {"email": TAKEN})
    assert free == taken


def test_joining_with_a_taken_address_and_an_invitation_leaves_nothing_behind(
    cost: Callable[[str, dict[str, str]], Work], reader: Member, outsider: Member
) -> None:
    code = InvitationCode.objects.create(inviter=outsider, form_key="1")
    before = Member.objects.get(pk=reader.pk)
    form = {"email": TAKEN, "name": "third", "password1": PASSWORD, "invitation": code.code}
    assert cost(SIGN_UP, form).queries["UPDATE"] == 3
    assert Member.objects.filter(name="third").count() == 0
    after = Member.objects.get(pk=reader.pk)
    assert (after.password, after.email, after.is_active) == (
        before.password,
        before.email,
        before.is_active,
    )
    code.refresh_from_db()
    assert code.guest is None


@pytest.mark.parametrize("address", [TAKEN, FREE])
@pytest.mark.parametrize("path", [SIGN_UP, FORGOTTEN])
def test_no_answer_comes_sooner_than_what_differs_takes(
    path: str, address: str, cost: Callable[[str, dict[str, str]], Work], settings: Settings
) -> None:
    settings.SAME_TIME_MS = 300
    started_ns = time.monotonic_ns()
    form = {"email": address, "name": "other", "password1": PASSWORD}
    assert cost(path, form).status == 302
    assert time.monotonic_ns() - started_ns >= 300_000_000

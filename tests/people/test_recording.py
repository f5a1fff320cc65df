"""What happens at the entrance is in the security log, without what must not be in it."""

import json
import logging

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests.people.conftest import PASSWORD
from tweipress.core import roles
from tweipress.core.ids import CONSOLE, MemberId
from tweipress.people.actions import bans, console
from tweipress.people.actions.members import ensure_joined
from tweipress.people.models import Member
from tweipress.security.models import SecurityEvent

SIGN_IN = "/accounts/login/"
NEW = "another horse, another staple"


def events() -> list[tuple[str, int | None]]:
    return [(row.event, row.member) for row in SecurityEvent.objects.order_by("pk")]


def test_joining_and_signing_out_and_in_are_events(client: Client, books: object) -> None:
    form = {"email": "reader@press.example", "name": "reader", "password1": PASSWORD}
    client.post("/accounts/signup/", form)
    reader = Member.objects.get()
    client.post("/accounts/logout/")
    client.post(SIGN_IN, {"login": reader.email, "password": PASSWORD})
    number = reader.pk
    assert events() == [
        ("signed_up", number),
        ("sign_in", number),
        ("sign_out", number),
        ("sign_in", number),
    ]
    networks = set(SecurityEvent.objects.values_list("network", flat=True))
    assert len(networks) == 1
    assert len(networks.pop()) == 32


@pytest.mark.parametrize("login", ["reader@press.example", "Reader@press.example"])
def test_a_wrong_password_is_an_event_about_the_member(
    client: Client, reader: Member, login: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client.post(SIGN_IN, {"login": login, "password": "not this one"})
    assert events() == [("sign_in_failed", reader.pk)]
    everything = caplog.text + json.dumps(list(SecurityEvent.objects.values("detail", "network")))
    for secret in ("press.example", "not this one", "127.0.0.1"):
        assert secret not in everything


def test_an_address_that_nobody_has_is_an_event_about_nobody(
    client: Client, reader: Member
) -> None:
    client.post(SIGN_IN, {"login": "nobody@press.example", "password": "a\0b"})
    client.post(SIGN_IN, {"login": "nobody@press.example", "password": PASSWORD})
    assert ("sign_in_failed", None) in events()
    assert "nobody" not in json.dumps(list(SecurityEvent.objects.values("detail")))


def test_passwords_are_changed_and_reset_in_view_of_the_log(client: Client, reader: Member) -> None:
    EmailAddress.objects.create(user=reader, email=reader.email, primary=True, verified=True)
    client.force_login(reader)
    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )
    client.logout()
    client.post("/accounts/password/reset/", {"email": reader.email})
    link = next(word for word in str(mail.outbox[-1].body).split() if "/password/reset/key" in word)
    page = client.get(link.partition("testserver")[2] or link, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    told = [event for event, member in events() if member == reader.pk]
    assert [event for event in told if "password" in event] == [
        "password_changed",
        "password_reset_asked",
        "password_reset",
    ]
    kept = json.dumps(list(SecurityEvent.objects.values("detail", "event", "network")))
    assert link.rstrip("/").rpartition("-")[2] not in kept


def test_a_ban_and_a_role_are_events_with_their_postings(reader: Member) -> None:
    ensure_joined(reader)
    console.change_role(reader, roles.Role.EDITOR, granted=True)
    console.change_role(reader, roles.Role.EDITOR, granted=False)
    bans.ban(CONSOLE, MemberId(reader.pk), "Wrote to ann@press.example.", "k1")
    bans.ban(CONSOLE, MemberId(reader.pk), "A mistake.", "k2", lifted=True)
    assert [event for event, _ in events()] == ["role_given", "role_taken", "banned", "unbanned"]
    details = list(SecurityEvent.objects.order_by("pk").values_list("detail", flat=True))
    assert details[0]["role"] == "editor"
    assert details[2]["reason"] == "Wrote to [address]"
    assert all(detail["posting"] for detail in details)


def test_what_the_books_refuse_is_no_event(reader: Member, outsider: Member) -> None:
    ensure_joined(reader)
    bans.ban(MemberId(outsider.pk), MemberId(reader.pk), "I say so.", "k1")
    assert events() == []

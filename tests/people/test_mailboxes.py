"""One account a mailbox, however its address is written."""

import re
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client
from pytest_django import Settings

from tests.people.conftest import PASSWORD
from tweipress.people.actions import members
from tweipress.people.models import Member, mailbox_of

SIGN_UP = "/accounts/signup/"


def join(email: str, name: str) -> Any:
    """Send the form in a browser of its own."""
    return Client().post(SIGN_UP, {"email": email, "name": name, "password1": PASSWORD})


@pytest.mark.parametrize(
    ("typed", "mailbox"),
    [
        ("Ann@Press.Example", "ann@press.example"),
        ("ann+news@press.example", "ann@press.example"),
        ("ann+a+b@press.example", "ann@press.example"),
        ("an.n@press.example", "an.n@press.example"),
        ("A.n.N+x@GMail.com", "ann@gmail.com"),
        ("a.nn@googlemail.com", "ann@gmail.com"),
        ("+tag@press.example", "+tag@press.example"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("ann@" + "x" * 70 + ".example", "ann@" + "x" * 70 + ".example"),
        ("no address", "no address"),
    ],
)
def test_a_mailbox_is_what_is_left_without_a_tag_and_what_its_provider_ignores(
    typed: str, mailbox: str
) -> None:
    assert mailbox_of(typed) == mailbox
    assert mailbox_of(mailbox) == mailbox


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ann@press.example", "ann+2@press.example"),
        ("ann+1@press.example", "ann+2@press.example"),
        ("ann+1@press.example", "ANN@press.example"),
        ("ann@gmail.com", "a.n.n@googlemail.com"),
    ],
)
def test_an_alias_makes_no_second_account(books: object, first: str, second: str) -> None:
    assert join(first, "ann").status_code == 302
    refused = join(second, "second")
    assert refused.status_code == 200
    assert re.search(r'name="email"[^>]*aria-invalid="true"', refused.content.decode())
    assert Member.objects.get().email == first
    assert join("ben@press.example", "ben").status_code == 302


def test_where_addresses_are_confirmed_only_the_mailbox_learns_that_it_has_an_account(
    books: object, settings: Settings
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    fresh = join("ann@press.example", "ann")
    again = join("ann+2@press.example", "second")
    assert (fresh.status_code, fresh.headers["Location"]) == (
        again.status_code,
        again.headers["Location"],
    )
    assert Member.objects.count() == 1
    assert mail.outbox[-1].to == ["ann+2@press.example"]


def test_of_two_aliases_that_join_at_once_one_gets_the_account(books: object) -> None:
    barrier, got = Barrier(2), []

    def go(number: int) -> None:
        barrier.wait()
        got.append(join(f"ann+{number}@press.example", f"ann-{number}").status_code)
        connections.close_all()

    threads = [Thread(target=go, args=(number,)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 2
    assert Member.objects.count() == 1


def test_who_moves_to_another_address_leaves_no_mailbox_to_join_with_again(books: object) -> None:
    join("ann@press.example", "ann")
    Member.objects.update(email="ann@elsewhere.example")
    Member.objects.get().save()
    assert join("ann+2@press.example", "second").status_code in {200, 302}
    assert Member.objects.count() == 1


def test_the_commands_know_mailboxes_too(books: object) -> None:
    members.register("ann@press.example", "ann")
    with pytest.raises(ValidationError, match="joined with this mailbox already"):
        members.register("ann+2@press.example", "second")

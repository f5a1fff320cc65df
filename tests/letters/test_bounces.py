"""What comes back ends a subscription: for good at once, for now only when it happens in a row."""

import pytest
from pytest_django import Settings

from tests.letters.conftest import subscribed
from tests.scratch_books import BooksStage
from tweipress.letters import actions, links
from tweipress.letters.models import Subscription

pytestmark = pytest.mark.usefixtures("books")
REPORT = """\
Return-Path: <>
To: {to}
Subject: Undelivered mail
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver your mail.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; ann@press.example
Action: {action}
Status: {status}

--b--
"""


@pytest.fixture
def ann(books: BooksStage, settings: Settings) -> Subscription:
    """A subscription of a site that takes bounces."""
    settings.TWEIPRESS_BOUNCES = "bounces@press.example"
    return subscribed("ann@press.example")


def report(ann: Subscription, letter: int, status: str, action: str = "failed") -> bytes:
    """Return what a mail server says of a letter."""
    to = links.return_address(ann.pk, letter)
    return REPORT.format(to=to, status=status, action=action).encode()


def test_an_address_that_takes_no_mail_gets_no_letter_any_more(ann: Subscription) -> None:
    assert actions.receive(report(ann, 7, "5.1.1"))
    assert not Subscription.objects.exists()
    assert actions.receive(report(ann, 7, "5.1.1"))


def test_a_full_mailbox_ends_it_when_letters_came_back_five_times_in_a_row(
    ann: Subscription, books: BooksStage
) -> None:
    for letter in (1, 1, 2, 3, 4):
        assert actions.receive(report(ann, letter, "4.2.2"))
    assert Subscription.objects.get().bounces == 4
    actions.receive(report(ann, 5, "4.2.2"))
    assert not Subscription.objects.exists()


def test_what_came_back_long_ago_is_forgiven(ann: Subscription, books: BooksStage) -> None:
    for letter in range(8):
        actions.receive(report(ann, letter + 1, "4.2.2"))
        books.clock.advance(22 * 86_400)
    assert Subscription.objects.get().bounces == 1


@pytest.mark.parametrize(
    ("status", "action"), [("4.4.1", "delayed"), ("2.0.0", "delivered"), ("", ""), ("5.1.1", "")]
)
def test_what_is_no_failure_changes_nothing(ann: Subscription, status: str, action: str) -> None:
    assert not actions.receive(report(ann, 7, status, action))
    assert Subscription.objects.get().bounces == 0


def test_an_address_that_was_made_up_ends_nobodys_letter(ann: Subscription) -> None:
    real = links.return_address(ann.pk, 7)
    for wrong in (
        real.replace(f"+{ann.pk}.", f"+{ann.pk + 1}."),
        real.replace(".7-", ".8-"),
        real.replace("@", "0@"),
        "bounces@press.example",
        "bounces+1.1-@press.example",
        f"bounces+{'9' * 40}.1-{'0' * 16}@press.example",
    ):
        mail = REPORT.format(to=wrong, status="5.1.1", action="failed").encode()
        assert not actions.receive(mail)
    assert Subscription.objects.exists()


@pytest.mark.parametrize("mail", [b"", b"\0" * 100, b"To: \xff\xfe\n\n", b"Out of office\n" * 9])
def test_what_is_no_mail_at_all_changes_nothing(ann: Subscription, mail: bytes) -> None:
    assert not actions.receive(mail)


def test_mail_servers_write_addresses_in_small_or_capital_letters(ann: Subscription) -> None:
    mail = report(ann, 7, "5.1.1").replace(b"bounces+", b"BOUNCES+")
    assert actions.receive(mail)
    assert not Subscription.objects.exists()

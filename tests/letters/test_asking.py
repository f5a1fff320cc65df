"""Letters come to those who asked and confirmed it from their address, and to nobody else."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from tests.letters.conftest import subscribed
from tests.scratch_books import BooksStage
from tweipress.bank import clock
from tweipress.http import limits
from tweipress.http.counts import Counts
from tweipress.http.outbox import later
from tweipress.letters import actions, links, queries
from tweipress.letters.models import Subscription

pytestmark = pytest.mark.usefixtures("books")
PAGE = "/letters/"
ANN = "ann@press.example"


def ask(email: str = ANN, **more: str) -> int:
    """Send the form, and return the status of the answer."""
    sent = {"email": email, "rhythm": "daily", "section": "", **more}
    status = Client().post(PAGE, sent).status_code
    later.drain()
    return status


def link() -> str:
    """Return the path of the link in the last mail."""
    found_link = re.search(r"https?://[^/]+(/letters/confirm/\S+)", str(mail.outbox[-1].body))
    assert found_link is not None
    return found_link[1]


def test_a_letter_is_asked_for_and_confirmed_by_a_click_and_not_by_a_program_that_looks() -> None:
    assert ask("Ann@Press.example") == 303
    assert [message.to for message in mail.outbox] == [["Ann@Press.example"]]
    assert Subscription.objects.get().confirmed_at is None
    assert queries.missing() == []
    browser = Client()
    assert browser.get(link()).status_code == 200
    assert Subscription.objects.get().confirmed_at is None
    assert "next letter comes" in browser.post(link()).content.decode()
    assert Subscription.objects.get().confirmed_at is not None
    assert browser.post(link()).status_code == 200


def test_the_answer_is_the_same_for_an_address_that_gets_it_and_it_is_sent_nothing() -> None:
    subscribed(ANN)
    assert ask() == 303
    assert ask("ANN@press.example") == 303
    assert mail.outbox == []
    assert Subscription.objects.count() == 1


@pytest.fixture
def strict(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count from nothing, with the limits as they are."""
    settings.TWEIPRESS_RATE_FACTOR = 1
    monkeypatch.setattr(limits, "COUNTS", Counts())


@pytest.mark.usefixtures("strict")
def test_nobody_can_have_a_mailbox_flooded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE_LETTERS", ())
    assert {ask(f"flooded{tag}@press.example") for tag in ("", "+a", "+b", "+c", "+d")} == {303}
    assert len(mail.outbox) == 3


@pytest.mark.usefixtures("strict")
def test_a_network_asks_only_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE_LETTERS", ())
    statuses = [ask(f"reader{number}@press.example") for number in range(12)]
    assert statuses == [303] * 10 + [429] * 2
    assert len(mail.outbox) == 10


@pytest.mark.usefixtures("strict")
def test_who_asks_for_many_has_a_puzzle_to_solve() -> None:
    assert [ask(f"reader{number}@press.example") for number in range(3)] == [303, 303, 428]
    assert "data-puzzle" in Client().get(PAGE).content.decode()
    assert len(mail.outbox) == 2


def test_a_link_is_good_for_two_days_and_a_wish_that_nobody_confirms_is_deleted(
    books: BooksStage,
) -> None:
    ask()
    books.clock.advance(2 * 86_400 + 1)
    assert Client().get(link()).status_code == 404
    assert Client().post(link()).status_code == 404
    assert not queries.are_old()
    books.clock.advance(3_600)
    assert queries.are_old()
    actions.forget_old()
    assert not Subscription.objects.exists()
    assert not queries.are_old()


def test_a_link_that_the_site_did_not_make_does_nothing() -> None:
    subscription = subscribed(ANN)
    right = links.token(links.STOP, subscription.pk)
    wrong = [
        *("1", "~", "1~x", right[:-1], f"{right}x", right.replace("~", ":"), "%00", "é"),
        links.token(links.CONFIRM, subscription.pk),
    ]
    for token in wrong:
        for page in ("stop", "confirm"):
            if page == "confirm" and token == wrong[-1]:
                continue
            assert Client().get(f"{PAGE}{page}/{token}/").status_code in {400, 404}
            Client().post(f"{PAGE}{page}/{token}/")
    assert Subscription.objects.exists()


def test_a_link_confirms_the_very_address_to_which_it_was_sent() -> None:
    ask("ann@press.example")
    hers = link()
    ask("ann+news@press.example")
    others = link()
    assert Client().get(hers).status_code == 404
    assert Client().post(hers).status_code == 404
    assert Subscription.objects.get().confirmed_at is None
    assert Client().post(others).status_code == 200
    row = Subscription.objects.get()
    assert (row.email, row.confirmed_at) == ("ann+news@press.example", clock.now())
    assert Client().post(hers).status_code == 404


def test_ending_takes_a_click_and_a_second_one_changes_nothing() -> None:
    path = f"{PAGE}stop/{links.token(links.STOP, subscribed(ANN).pk)}/"
    subscribed(ANN, "weekly")
    assert Client().get(path).status_code == 200
    assert Subscription.objects.count() == 2
    for _ in range(2):
        assert Client(enforce_csrf_checks=True).post(path).status_code == 200
    assert [row.rhythm for row in Subscription.objects.all()] == ["weekly"]


@pytest.mark.parametrize(
    "sent",
    [
        {"email": ""},
        {"email": "nobody"},
        {"email": "nobody@\ufffd.example"},
        {"email": f"{'a' * 300}@press.example"},
        {"email": "ann@press.example\nBcc: all@press.example"},
        {"rhythm": "hourly"},
        {"rhythm": ""},
        {"section": "No such section"},
        {"section": "x" * 5_000},
    ],
)
def test_what_is_no_wish_is_refused_and_nothing_is_sent(sent: dict[str, str]) -> None:
    assert ask(**{"email": ANN, **sent}) == 422
    assert (mail.outbox, Subscription.objects.count()) == ([], 0)


def test_who_asks_again_is_asked_again(books: BooksStage) -> None:
    ask()
    books.clock.advance(timedelta(days=1) / timedelta(seconds=1))
    ask()
    assert len(mail.outbox) == 2
    assert Subscription.objects.get().asked_at == clock.now()

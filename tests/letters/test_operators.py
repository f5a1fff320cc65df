"""What an operator sees of letters, and does: rest, go on, test, and help one person."""

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from tests.http.stage import Stage, signed_in
from tests.letters.conftest import DAILY, Post, subscribed
from tests.letters.test_bounces import report
from tests.letters.test_making import at_six, made, published
from tests.letters.test_sending import TEXTS, states
from tests.pages.conftest import words
from tests.scratch_books import BooksStage
from tweipress.bank import clock
from tweipress.core import roles
from tweipress.jobs.models import Job
from tweipress.letters import actions, links, queries, sending
from tweipress.letters.models import Letter, State, Subscription
from tweipress.people.actions.console import change_role

PAGE = "/desk/paper/letters/"


@pytest.fixture
def operator(stage: Stage) -> Client:
    """A browser in which an operator is signed in."""
    stage.enter("operator")
    change_role(stage.operator, roles.Role.OPERATOR, granted=True)
    return signed_in(stage.operator)


def said(browser: Client, **form: str) -> str:
    """Send a form, and return what the page then says."""
    answer = browser.post(PAGE, form, follow=True)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_only_operators_see_how_letters_fare(stage: Stage, operator: Client) -> None:
    subscribed("ann@press.example")
    assert Client().get(PAGE).status_code == 303
    for browser in (signed_in(stage.reader), signed_in(stage.moderator)):
        assert browser.get(PAGE).status_code == 403
        assert browser.post(PAGE, {"do": "rest"}).status_code == 403
        assert (
            browser.post(PAGE, {"do": "erase", "address": "ann@press.example"}).status_code == 403
        )
    assert queries.resting_since() is None
    assert Subscription.objects.count() == 1
    page = operator.get(PAGE).content.decode()
    assert "ann@press.example" not in page


def test_copies_and_answers_are_counted_also_of_those_who_are_gone(
    operator: Client, post: Post, books: BooksStage
) -> None:
    rows = [subscribed(f"{name}@press.example") for name in ("ann", "ben", "cleo", "dan")]
    subscribed("eve@press.example", "weekly")
    assert actions.write_down(DAILY, "2026-01-01", TEXTS)
    letter = Letter.objects.get().pk
    sending.send(letter)
    actions.receive(report(rows[0], letter, "5.1.1"))
    actions.receive(report(rows[1], letter, "4.2.2"))
    for _ in range(2):
        actions.stop(links.token(links.STOP, rows[2].pk))
    (row,) = queries.rounds(20)
    assert row.copies[State.SENT] == 4
    assert (row.replies["bounced"], row.replies["unsubscribed"], row.lost) == (2, 1, 0)
    assert queries.reasons() == [("4.2.2", 1), ("5.1.1", 1)]
    groups = {group.rhythm: group.confirmed for group in queries.subscribers()}
    assert groups == {"daily": 2, "weekly": 1}
    page = words(operator.get(PAGE).content.decode())
    assert "5.1.1: 1" in page
    assert f"smtp 127.0.0.1:{post.port}" in page


def test_letters_of_followed_authors_are_one_line_however_many_there_are(
    stage: Stage, operator: Client
) -> None:
    for follower in (1, 2, 3):
        edition = DAILY._replace(follower=follower)
        Subscription.objects.create(
            email=f"r{follower}@press.example",
            mailbox=f"r{follower}@press.example",
            confirmed_at=clock.now(),
            **edition._asdict(),
        )
        assert actions.write_down(edition, "2026-01-01", TEXTS)
    (row,) = queries.rounds(20)
    assert (row.is_followed, row.waiting) == (True, 3)
    assert "of followed authors" in words(operator.get(PAGE).content.decode())


def test_letters_rest_and_go_on(
    stage: Stage, operator: Client, post: Post, books: BooksStage
) -> None:
    subscribed("ann@press.example")
    published(stage, "bees")
    at_six(books)
    (letter,) = made()
    assert "No letter is made or sent" in said(operator, do="rest")
    said(operator, do="rest")
    assert "Letters rest since" in words(operator.get(PAGE).content.decode())
    sending.send(letter.pk)
    assert (states(), post.recipients) == ([State.WAITING], [])
    Job.objects.all().delete()
    assert "Letters go on" in said(operator, do="resume")
    assert [job.ids for job in Job.objects.all()] == [{"letter": letter.pk}]
    sending.send(letter.pk)
    assert states() == [State.SENT]
    said(operator, do="rest")
    published(stage, "wasps")
    at_six(books)
    assert not queries.are_due()
    said(operator, do="resume")
    assert queries.are_due()


def test_an_operator_tries_out_whether_mail_leaves(
    stage: Stage, operator: Client, post: Post, settings: Settings
) -> None:
    assert "The test was sent" in said(operator, do="test")
    assert post.recipients == [stage.operator.email]
    assert "It answers" in said(operator, do="check")
    settings.EMAIL_PORT = 1
    for what in ("test", "check"):
        assert "Mail does not leave: ConnectionRefusedError" in said(operator, do=what)
    assert mail.outbox == []


def test_one_address_is_searched_for_and_erased(operator: Client) -> None:
    subscribed("ann@press.example", section="Science")
    subscribed("ann@press.example", "weekly")
    subscribed("ben@press.example")
    page = said(operator, do="find", address="Ann+news@press.example")
    assert "Science" in page
    assert "Nothing is kept" in said(operator, do="find", address="dan@press.example")
    assert "2 letters were ended" in said(operator, do="erase", address="Ann@press.example")
    assert [row.email for row in Subscription.objects.all()] == ["ben@press.example"]


@pytest.mark.parametrize(
    "form", [{}, {"do": "all"}, {"do": "find"}, {"do": "erase", "address": "a" * 300}]
)
def test_what_no_button_asks_is_refused(operator: Client, form: dict[str, str]) -> None:
    subscribed("ann@press.example")
    assert operator.post(PAGE, form).status_code == 422
    assert Subscription.objects.count() == 1

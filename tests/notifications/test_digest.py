"""The digest: what is unread of the kinds chosen, once a period, as the letters are sent."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django import Settings

from tests.http.stage import Stage, id_of, signed_in
from tests.letters.test_making import at_six, made
from tests.scratch_books import BooksStage
from tweipress.articles.following import actions as following
from tweipress.articles.following.actions import Followed
from tweipress.bank import clock
from tweipress.http.outbox import later
from tweipress.letters import sending
from tweipress.letters.models import Delivery, Letter, Subscription
from tweipress.notifications import actions
from tweipress.notifications.actions import Heard
from tweipress.notifications.kinds import Channel, Kind
from tweipress.notifications.models import Notification
from tweipress.pages.actions.leaving import close_account
from tweipress.people.actions.leaving import Texts
from tweipress.people.models import Member

PAGE = "/notifications/digest/"
REACHED = "You have reached LVL %s."


@pytest.fixture
def reader(stage: Stage) -> Member:
    """A member with a confirmed address who gets a digest every day."""
    member = stage.reader
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    assert ask(member, "daily") == 303
    return member


def ask(member: Member, rhythm: str) -> int:
    status = signed_in(member).post(PAGE, {"rhythm": rhythm}).status_code
    later.drain()
    return status


def tell(member: Member, kind: Kind, subject: int = 0) -> None:
    actions.tell([Heard(id_of(member), kind, clock.now() - timedelta(hours=2), subject=subject)])


def test_it_has_what_is_unread_of_the_kinds_that_are_ticked_and_each_once(
    books: BooksStage, reader: Member
) -> None:
    tell(reader, Kind.LEVEL, 2)
    tell(reader, Kind.LEVEL, 3)
    tell(reader, Kind.LIKE, 7)
    read = Notification.objects.get(subject=2)
    actions.read_one(id_of(reader), read.pk)
    at_six(books)
    (letter,) = made()
    for text in (letter.text, letter.html):
        assert REACHED % 3 in text
        assert REACHED % 2 not in text
        assert "like" not in text
    assert "1 notification" in letter.subject
    at_six(books)
    assert made() == [letter]


def test_what_is_told_late_is_not_left_out(books: BooksStage, reader: Member) -> None:
    at_six(books)
    assert made() == []
    books.clock.advance(600)
    heard = Heard(id_of(reader), Kind.LEVEL, clock.now() - timedelta(days=2), subject=9)
    actions.tell([heard])
    at_six(books)
    (letter,) = made()
    assert REACHED % 9 in letter.text


def test_nothing_comes_when_there_is_nothing_and_no_kind_is_ticked(
    books: BooksStage, reader: Member
) -> None:
    at_six(books)
    assert made() == []
    actions.choose(id_of(reader), {(Kind.LEVEL, Channel.SITE)})
    tell(reader, Kind.LEVEL, 2)
    at_six(books)
    assert made() == []


def test_it_is_in_the_members_language(books: BooksStage, reader: Member) -> None:
    Member.objects.filter(pk=reader.pk).update(language="es")
    tell(reader, Kind.LEVEL, 2)
    at_six(books)
    (letter,) = made()
    assert "Has alcanzado el LVL 2." in letter.text
    assert 'lang="es"' in letter.html


def test_it_is_sent_once_and_one_click_ends_it(
    books: BooksStage, reader: Member, settings: Settings
) -> None:
    settings.MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tell(reader, Kind.LEVEL, 2)
    at_six(books)
    (letter,) = made()
    for _ in range(2):
        sending.send(letter.pk)
    (message,) = mail.outbox
    assert message.to == [reader.email]
    headers = message.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = headers["List-Unsubscribe"].strip("<>")
    path = "/" + url.split("/", 3)[3]
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Subscription.objects.exists()
    assert (
        'value="never" checked' in signed_in(reader).get("/notifications/choices/").content.decode()
    )


def test_it_and_the_letter_of_followed_authors_are_apart(reader: Member, stage: Stage) -> None:
    assert following.follow(id_of(reader), Followed(author=id_of(stage.author))) is None
    assert signed_in(reader).post("/letters/followed/", {"rhythm": "daily"}).status_code == 303
    assert ask(reader, "weekly") == 303
    rows = set(Subscription.objects.values_list("topic", "rhythm"))
    assert rows == {("", "daily"), ("told", "weekly")}
    assert ask(reader, "never") == 303
    assert list(Subscription.objects.values_list("topic", flat=True)) == [""]


def test_an_address_that_is_not_confirmed_is_asked_first(stage: Stage) -> None:
    assert ask(stage.critic, "daily") == 303
    assert [message.to for message in mail.outbox] == [[stage.critic.email]]
    assert Subscription.objects.get().confirmed_at is None


@pytest.mark.parametrize("rhythm", ["hourly", "", "daily'--"])
def test_other_rhythms_and_visitors_are_refused(stage: Stage, rhythm: str) -> None:
    assert ask(stage.critic, rhythm) == 422
    assert Client().post(PAGE, {"rhythm": "daily"}).status_code == 303
    assert not Subscription.objects.exists()


def test_it_goes_with_the_account(books: BooksStage, reader: Member) -> None:
    tell(reader, Kind.LEVEL, 2)
    at_six(books)
    assert len(made()) == 1
    assert close_account(reader, Texts.STAY) is None
    assert (Subscription.objects.count(), Letter.objects.count()) == (0, 0)
    assert not Delivery.objects.exists()

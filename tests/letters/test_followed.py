"""A member's letter of the authors they follow: asked for, made, and moved with their address."""

from typing import Any
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests.http.stage import Stage, id_of, signed_in
from tests.letters.conftest import subscribed
from tests.letters.test_asking import link
from tests.letters.test_making import at_six, made, published
from tests.scratch_books import BooksStage
from tweipress.articles.following import actions as following
from tweipress.articles.following.actions import Followed
from tweipress.core.ids import MemberId
from tweipress.http.outbox import later
from tweipress.letters import queries
from tweipress.letters.models import Delivery, Letter, Subscription
from tweipress.pages.actions.leaving import close_account
from tweipress.pages.takeout.packing import pack
from tweipress.people.actions.leaving import Texts
from tweipress.people.models import Member

PAGE = "/letters/followed/"


@pytest.fixture
def reader(stage: Stage) -> Member:
    """A member who follows the author and has confirmed an address."""
    assert following.follow(id_of(stage.reader), Followed(author=id_of(stage.author))) is None
    proved(stage.reader)
    return stage.reader


def proved(member: Member) -> None:
    """Let an address be confirmed."""
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)


def ask(member: Member, rhythm: str = "daily") -> int:
    status = signed_in(member).post(PAGE, {"rhythm": rhythm}).status_code
    later.drain()
    return status


def rows() -> list[tuple[Any, ...]]:
    return list(Subscription.objects.order_by("pk").values_list("email", "rhythm", "follower"))


def test_a_member_gets_what_the_authors_they_follow_published_and_nothing_of_others(
    stage: Stage, books: BooksStage, reader: Member
) -> None:
    assert ask(reader) == 303
    assert mail.outbox == []  # the address is confirmed already
    bees = published(stage, "bees")
    wasps = published(stage, "wasps", author=stage.commenter)
    at_six(books)
    (letter,) = made()
    assert bees.title in letter.text
    assert wasps.title not in letter.text + letter.html
    (copy,) = Delivery.objects.all()
    assert copy.subscription is not None
    assert copy.subscription.email == reader.email
    at_six(books)
    assert made() == [letter]


def test_each_members_letter_is_their_own_and_the_letter_for_all_stays_as_it_was(
    stage: Stage, books: BooksStage, reader: Member
) -> None:
    proved(stage.commenter)
    assert following.follow(id_of(stage.commenter), Followed(author=id_of(reader))) is None
    ask(reader)
    ask(stage.commenter)
    subscribed(reader.email)
    bees = published(stage, "bees")
    wasps = published(stage, "wasps", author=reader)
    at_six(books)
    texts = {letter.follower: letter.text for letter in made()}
    assert set(texts) == {0, reader.pk, stage.commenter.pk}
    assert (bees.title in texts[reader.pk], wasps.title in texts[reader.pk]) == (True, False)
    own = texts[stage.commenter.pk]
    assert (bees.title in own, wasps.title in own) == (False, True)
    assert bees.title in texts[0]
    assert wasps.title in texts[0]
    assert Delivery.objects.count() == 3


def test_a_member_changes_it_to_weekly_and_ends_it(reader: Member) -> None:
    ask(reader)
    ask(reader, "weekly")
    ask(reader, "weekly")
    assert rows() == [(reader.email, "weekly", reader.pk)]
    page = signed_in(reader).get("/letters/").content.decode()
    assert 'value="weekly" checked' in page
    assert ask(reader, "never") == 303
    assert rows() == []


def test_visitors_have_no_such_letter_and_rhythms_that_there_are_not_are_refused(
    stage: Stage,
) -> None:
    answer = Client().post(PAGE, {"rhythm": "daily"})
    assert answer.status_code == 303
    assert "/accounts/login/" in answer["Location"]
    assert PAGE not in Client().get("/letters/").content.decode()
    for rhythm in ("hourly", "", "daily'--"):
        assert ask(stage.reader, rhythm) == 422
    assert rows() == []


def test_an_address_that_is_not_confirmed_is_asked_first(stage: Stage, books: BooksStage) -> None:
    assert following.follow(id_of(stage.reader), Followed(author=id_of(stage.author))) is None
    ask(stage.reader)
    assert [message.to for message in mail.outbox] == [[stage.reader.email]]
    published(stage, "bees")
    at_six(books)
    assert made() == []
    ask(stage.reader)
    assert "next letter comes" in Client().post(link()).content.decode()
    assert len(made()) == 1


def test_it_goes_to_the_address_the_member_has_now(
    stage: Stage, books: BooksStage, reader: Member
) -> None:
    ask(reader)
    EmailAddress.objects.filter(user=reader).update(email="new@example.org")
    Member.objects.filter(pk=reader.pk).update(email="new@example.org")
    published(stage, "bees")
    at_six(books)
    assert len(made()) == 1
    assert rows() == [("new@example.org", "daily", reader.pk)]


def test_who_cannot_sign_in_any_more_gets_none(
    stage: Stage, books: BooksStage, reader: Member
) -> None:
    ask(reader)
    Member.objects.filter(pk=reader.pk).update(is_active=False)
    published(stage, "bees")
    at_six(books)
    assert made() == []


def test_it_is_in_the_members_zip_and_goes_with_the_account(
    stage: Stage, books: BooksStage, reader: Member
) -> None:
    ask(reader)
    published(stage, "bees")
    at_six(books)
    assert len(made()) == 1
    with pack(reader) as file, ZipFile(file) as zipped:
        (name,) = (name for name in zipped.namelist() if name.endswith("/letters.csv"))
        assert reader.email in zipped.read(name).decode()
    assert close_account(reader, Texts.STAY) is None
    assert (rows(), Letter.objects.count()) == ([], 0)
    assert queries.of_follower(MemberId(reader.pk)) is None

"""Copies of a letter leave through a real mail server, each at most once."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.test import Client
from pytest_django import Settings

from tests.http.stage import set_stage
from tests.letters.conftest import DAILY, Post, subscribed
from tests.letters.test_making import at_six, made, published
from tests.scratch_books import BooksStage
from tweipress.jobs.models import Job
from tweipress.letters import actions, links, sending
from tweipress.letters.actions import Texts
from tweipress.letters.models import Delivery, Letter, State, Subscription

pytestmark = pytest.mark.usefixtures("books")
TEXTS = Texts("News", f"Bees vote.\n{sending.STOP_URL}", f'<p><a href="{sending.STOP_URL}">End</a>')
NAMES = ("ann", "ben", "cleo")


@pytest.fixture
def letter(books: BooksStage) -> int:
    """Return the number of a letter for three people."""
    for name in NAMES:
        subscribed(f"{name}@press.example")
    assert actions.write_down(DAILY, "2026-01-01", TEXTS)
    return Letter.objects.get().pk


def states() -> list[str]:
    """Return how far the copies have come, in the order of the recipients."""
    return list(Delivery.objects.order_by("subscription").values_list("state", flat=True))


def read(post: Post, number: int = 0) -> EmailMessage:
    """Return a mail that was sent."""
    content = post.envelopes[number].content
    assert isinstance(content, bytes)
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_each_gets_one_copy_in_text_and_html_with_one_click_to_end_it(
    post: Post, letter: int
) -> None:
    assert Job.objects.get().ids == {"letter": letter}
    sending.send(letter)
    sending.send(letter)
    assert post.recipients == [f"{name}@press.example" for name in NAMES]
    assert states() == [State.SENT] * 3
    first = Subscription.objects.get(email="ann@press.example")
    message = read(post)
    assert message["From"] == "localhost <press@press.example>"
    assert message["Subject"] == "News"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = str(message["List-Unsubscribe"]).strip(" <>")
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert url in text.get_content()
    assert f'href="{url}"' in html.get_content()
    assert sending.STOP_URL not in post.envelopes[0].content.decode()  # type: ignore[union-attr]  # it is bytes here
    sender = links.returned(post.envelopes[0].mail_from or "")
    assert sender == links.Returned(first.pk, letter)
    path = re.sub(r"https?://[^/]+", "", url)
    ended = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert ended.status_code == 200
    assert not Subscription.objects.filter(pk=first.pk).exists()
    assert Subscription.objects.count() == 2
    ids = {read(post, number)["Message-ID"] for number in range(3)}
    assert len(ids) == 3


def test_what_an_author_wrote_is_sent_as_it_is_even_if_it_looks_like_the_place_of_the_link(
    post: Post, books: BooksStage
) -> None:
    stage = set_stage(books)
    subscribed("ann@press.example")
    typed = f"See {sending.STOP_URL} now"
    published(stage, "bees", title=typed, lead=f"{typed}, in a lead")
    at_six(books)
    (letter,) = made()
    sending.send(letter.pk)
    message = read(post)
    url = str(message["List-Unsubscribe"]).strip(" <>")
    assert typed in message["Subject"]
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        assert part is not None
        text = part.get_content()
        assert text.count(typed) == 2
        assert text.count(sending.STOP_URL) == 2
        assert text.count(url) == 1


def test_a_copy_that_a_killed_process_left_half_sent_is_in_doubt_and_not_sent_again(
    post: Post, letter: int
) -> None:
    Delivery.objects.filter(subscription__email="ben@press.example").update(state=State.SENDING)
    sending.send(letter)
    assert post.recipients == ["ann@press.example", "cleo@press.example"]
    assert states() == [State.SENT, State.IN_DOUBT, State.SENT]


def test_a_server_that_breaks_off_leaves_that_copy_in_doubt_and_the_rest_for_later(
    post: Post, letter: int
) -> None:
    post.hangs_up_on = "ben@press.example"
    with pytest.raises(sending.ServerGoneError):
        sending.send(letter)
    assert states() == [State.SENT, State.IN_DOUBT, State.WAITING]
    sending.send(letter)
    assert states() == [State.SENT, State.IN_DOUBT, State.SENT]
    assert post.recipients == [f"{name}@press.example" for name in NAMES]


def test_a_server_that_is_away_has_taken_nothing(
    post: Post, letter: int, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1
    with pytest.raises(OSError, match="refused"):
        sending.send(letter)
    assert states() == [State.WAITING] * 3


def test_who_is_refused_for_now_is_tried_again_and_who_is_refused_for_good_is_not(
    post: Post, letter: int
) -> None:
    post.answers = {"ann@press.example": "451 later", "ben@press.example": "550 nobody here"}
    with pytest.raises(sending.ServerGoneError):
        sending.send(letter)
    assert states() == [State.WAITING, State.REFUSED, State.SENT]
    del post.answers["ann@press.example"]
    sending.send(letter)
    assert states() == [State.SENT, State.REFUSED, State.SENT]
    assert post.recipients == ["cleo@press.example", "ann@press.example"]


def test_who_is_refused_for_now_too_often_is_refused(post: Post, letter: int) -> None:
    post.answers = {"ann@press.example": "451 later"}
    for _ in range(sending.TRIES_MAX - 1):
        with pytest.raises(sending.ServerGoneError):
            sending.send(letter)
    sending.send(letter)
    assert states()[0] == State.REFUSED


def test_a_server_that_refuses_the_sender_costs_nobody_the_letter(post: Post, letter: int) -> None:
    post.sender_refused = True
    with pytest.raises(sending.ServerGoneError):
        sending.send(letter)
    assert states() == [State.WAITING] * 3
    post.sender_refused = False
    sending.send(letter)
    assert states() == [State.SENT] * 3


def test_yesterdays_letter_is_not_sent(post: Post, letter: int, books: BooksStage) -> None:
    books.clock.advance(86_401)
    sending.send(letter)
    assert (states(), post.recipients) == ([State.TOO_LATE] * 3, [])


def test_who_ends_it_meanwhile_gets_no_copy(post: Post, letter: int) -> None:
    subscription = Subscription.objects.get(email="ben@press.example")
    actions.stop(links.token(links.STOP, subscription.pk))
    sending.send(letter)
    assert "ben@press.example" not in post.recipients


def test_a_long_list_is_gone_through_by_one_job_after_another(
    post: Post, letter: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    Job.objects.all().delete()
    monkeypatch.setattr(sending, "WORK_S", -1.0)
    sending.send(letter)
    assert states() == [State.WAITING] * 3
    assert Job.objects.get().ids == {"letter": letter}


def test_without_an_address_for_bounces_the_sites_own_is_the_sender(
    post: Post, letter: int, settings: Settings
) -> None:
    settings.TWEIPRESS_BOUNCES = ""
    sending.send(letter)
    assert {envelope.mail_from for envelope in post.envelopes} == {"press@press.example"}


def test_a_letter_that_is_gone_needs_nothing_done(post: Post, books: BooksStage) -> None:
    sending.send(4711)
    assert post.envelopes == []

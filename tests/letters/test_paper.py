"""Letters have the paper's name, its address and its time zone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from tests.http.stage import Stage
from tests.letters.conftest import DAILY, Post, subscribed
from tests.letters.test_asking import ask
from tests.letters.test_making import made, published
from tests.letters.test_sending import read
from tests.scratch_books import BooksStage
from tweipress.bank import clock
from tweipress.core.ids import CONSOLE
from tweipress.letters import queries, sending
from tweipress.publication import actions

NAME = "El Colmenar"


@pytest.fixture
def paper(stage: Stage) -> None:
    """A paper in Seoul, nine hours ahead, with a name and a contact."""
    values = {"name": NAME, "time_zone": "Asia/Seoul", "contact": "desk@press.example"}
    assert actions.change(CONSOLE, None, values) is None


@pytest.mark.usefixtures("paper")
def test_a_letter_and_the_question_before_it_are_the_papers(
    stage: Stage, books: BooksStage, post: Post
) -> None:
    ask("ben@press.example")
    question = mail.outbox[-1]
    assert question.from_email == f"{NAME} <press@press.example>"
    assert NAME in question.subject
    assert NAME in str(question.body)
    subscribed("ann@press.example")
    published(stage, "bees")
    books.clock.advance(86_400)
    (letter,) = made()
    assert letter.subject.startswith(f"{NAME}: ")
    for text in (letter.text, letter.html):
        assert NAME in text
        assert "http://localhost:8000/" in text
    sending.send(letter.pk)
    message = read(post)
    assert message["From"] == f"{NAME} <press@press.example>"
    assert message["Reply-To"] == "desk@press.example"


@pytest.mark.usefixtures("paper")
def test_a_letter_is_due_at_six_by_the_papers_clock_and_has_its_date(
    stage: Stage, books: BooksStage
) -> None:
    subscribed("ann@press.example")
    published(stage, "bees")
    now = clock.now()
    six_in_seoul = (now + timedelta(days=1)).replace(hour=21, minute=0, second=0, microsecond=0)
    books.clock.advance((six_in_seoul - now).total_seconds() - 60)
    made()
    books.clock.advance(30)
    assert not queries.are_due()
    books.clock.advance(60)
    assert queries.are_due()
    seoul = six_in_seoul + timedelta(hours=9)
    assert queries.period_of(DAILY.rhythm, clock.now()) == seoul.date().isoformat()
    published(stage, "wasps")
    books.clock.advance(120)
    letter = made()[-1]
    assert letter.period == seoul.date().isoformat()
    assert f"{seoul.day} {seoul:%B %Y}" in letter.text


@pytest.mark.usefixtures("paper")
def test_a_week_begins_on_the_papers_monday() -> None:
    sunday_evening = datetime(2026, 3, 1, 21, 30, tzinfo=UTC)
    assert queries.period_of("weekly", sunday_evening) == "2026-03-02"
    assert queries.period_of("weekly", sunday_evening - timedelta(hours=1)) == "2026-02-23"

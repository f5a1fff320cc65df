"""No page, no start and no tick reads a table from end to end: they cost the same in any size."""

import pytest
from django.test import Client

from tests.comments import deeds
from tests.http.stage import Stage, signed_in
from tests.plans import watched
from tests.pnl import deeds as reports
from tweipress.articles import actions as articles
from tweipress.articles.models import Article
from tweipress.bank.storage.connection import Connection
from tweipress.bank.teller.calendar import Calendar
from tweipress.comments import actions as comments
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.people.actions import members
from tweipress.reading import actions as reading


@pytest.fixture
def discussed(stage: Stage, bees: Article) -> Article:
    """The article, read, rated, discussed, and reported on."""
    for member in (stage.commenter, stage.critic):
        stage.read(member, bees)
    deeds.write(stage.commenter, bees, "I keep bees myself.", "form-1")
    reports.buy(stage.commenter, bees, "mine", "form-2")
    stage.done(Open(MemberId(stage.reader.pk), ArticleId(bees.pk), SessionId("s")))
    return bees


@pytest.mark.parametrize("who", ["", "reader", "commenter", "author", "outsider"])
@pytest.mark.parametrize("path", ["/", "/post/{slug}/", "/me/", "/me/?before=9", "/member/{who}/"])
def test_a_page_finds_what_it_shows_by_index(
    stage: Stage, discussed: Article, who: str, path: str
) -> None:
    client = signed_in(stage.cast[who]) if who else Client()
    with watched() as plans:
        client.get(path.format(slug=discussed.slug, who=who or "author"))
        assert plans.whole_tables() == set()
    assert plans.asked or not who


def test_what_the_calendar_looks_for_is_found_by_index(stage: Stage, discussed: Article) -> None:
    calendar = Calendar(stage.books.service.teller, Connection(is_own=False), stage.books.clock)
    with watched() as plans:
        stage.books.clock.advance(40 * 86_400)
        calendar.tick()
        assert plans.whole_tables() == set()
    assert len(plans.asked) > 4


def test_what_a_start_looks_for_is_found_by_index(stage: Stage, discussed: Article) -> None:
    with watched() as plans:
        members.join_waiting()
        articles.resume_open()
        comments.resume_open()
        reading.purge_traces(stage.books.clock.now_ms())
        assert plans.whole_tables() == set()
    of_books = [sql for alias, sql in plans.asked if alias == "books"]
    assert not [sql for sql in of_books if "bank_books" not in sql and "bank_tarifftext" not in sql]


def test_a_members_page_reads_nobodys_money(stage: Stage, discussed: Article) -> None:
    with watched() as plans:
        Client().get("/member/author/")
    assert not [sql for _, sql in plans.asked if "bank_account" in sql]

"""A demo opened again after forty days: missed days closed, fresh articles, nothing lost."""

import secrets
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from tests.demo.conftest import Demo, member
from tweipress import bank
from tweipress.articles import queries as articles
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import MemberId, SessionId
from tweipress.demo import queries
from tweipress.demo.stage import accepted
from tweipress.http.request_keys import fresh_key

DAY_S = 86_400
DAYS = 40
MINUTE_S = 60


@pytest.fixture(scope="module")
def weeks_later(demo: Demo) -> str:
    """What the command says after forty days in which nobody ran it."""
    demo.clock.advance(DAYS * DAY_S)
    assert queries.is_stale()
    return demo.run()


def now(demo: Demo) -> datetime:
    return datetime.fromtimestamp(demo.clock.time_ms / 1000, UTC)


def test_the_newest_articles_are_fresh_and_say_that_they_are_from_the_archive(
    demo: Demo, weeks_later: str
) -> None:
    assert "5 articles from the archive." in weeks_later
    newest = articles.front_page()[:5]
    for article in newest:
        assert article.title.startswith("From the archive: ")
        assert article.published_at is not None
        assert now(demo) - timedelta(days=1) < article.published_at < now(demo)
    oldest_texts = {"Everything Twice", "What the Keeper Read", "How a Seed Bank Keeps Its Books"}
    assert oldest_texts <= {article.title.partition(": ")[2] for article in newest}


def test_the_reader_has_open_quotes_again(demo: Demo, weeks_later: str) -> None:
    newest = articles.front_page()[:5]
    offers = books.offers(
        [article.pk for article in newest], MemberId(member("Leilani").pk)
    ).values()
    assert sum(offer.quote_twei >= 3 for offer in offers) >= 3
    assert not queries.is_stale()


def test_the_missed_days_are_closed_and_today_is_open(demo: Demo, weeks_later: str) -> None:
    overview = books.books_overview()
    assert overview.is_open
    assert overview.day == now(demo).date().isoformat()
    said = StringIO()
    call_command("audit", "--quiet", stdout=said)
    assert "the books are clean" in said.getvalue()


def test_the_old_articles_are_still_there_under_their_own_addresses(
    demo: Demo, weeks_later: str
) -> None:
    assert articles.by_slug("everything-twice") is not None
    assert len(articles.front_page(limit=100)) == 12 + 5


def test_another_run_at_once_adds_nothing(demo: Demo, weeks_later: str) -> None:
    postings = books.books_overview().postings
    assert "archive" not in demo.run()
    assert books.books_overview().postings == postings


def test_a_spent_reader_gets_fresh_articles_until_the_authors_have_no_more_today(
    demo: Demo, weeks_later: str
) -> None:
    said = [rate_everything_and_run_again(demo) for _ in range(3)]
    assert ["5 articles" in said[0], "4 articles" in said[1], "0 articles" in said[2]] == [True] * 3
    assert not Article.objects.filter(posting_seq=None, plan=None).exists()


def rate_everything_and_run_again(demo: Demo) -> str:
    """Let the reader give a Minus wherever a quote is open, and run the command a minute later."""
    reader = member("Leilani").pk
    offers = books.offers([article.pk for article in articles.front_page()], MemberId(reader))
    with bank.rehearse(demo.clock.time_ms) as rehearsal:
        for offer in offers.values():
            if offer.quote_twei:
                session = secrets.token_urlsafe()
                accepted(
                    bank.do(Open(MemberId(reader), offer.article, SessionId(session)), fresh_key())
                )
                rehearsal.move_to(rehearsal.now_ms + offer.time_to_read_s * 1000)
                accepted(
                    bank.do(
                        Minus(MemberId(reader), SessionId(session), offer.sections), fresh_key()
                    )
                )
        demo.clock.time_ms = rehearsal.now_ms
    demo.clock.advance(MINUTE_S)
    return demo.run()

"""An approval covers the judged text, against what was published at that time."""

from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Final

import pytest
from django.db import connections

from tests.articles.conftest import booked, data, fresh, given_twei
from tests.http.stage import Stage, id_of, signed_in
from tests.plans import watched
from tests.reviews.conftest import Court
from tweipress.articles import actions as articles
from tweipress.articles import queries as newsstand
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.core.ids import ArticleId
from tweipress.http.request_keys import fresh_key
from tweipress.pages.actions.reviews import ask
from tweipress.people.models import Member
from tweipress.reviews import actions

WORDS: Final = [f"{first}{last}" for first in "bdfgklmnprst" for last in ("ane", "ile", "ode")]


def text(start: int, words: int = 300) -> str:
    """Return words in an order that another start does not have."""
    return " ".join(Random(start).choices(WORDS, k=words))


def draft(author: Member, *paragraphs: str, title: str = "A study") -> Article:
    """Save a draft."""
    blocks = [{"kind": "paragraph", "text": words} for words in paragraphs]
    sections = [{"heading": "", "blocks": blocks}]
    return articles.save_draft(id_of(author), data(title=title, sections=sections))


def approved(stage: Stage, author: Member, *paragraphs: str, title: str = "A study") -> Article:
    """Let an editor approve a draft."""
    article = draft(author, *paragraphs, title=title)
    assert isinstance(ask(id_of(author), article, fresh_key()), Receipt)
    done = actions.judge(
        id_of(stage.editor), ArticleId(article.pk), "Good.", fresh_key(), approves=True
    )
    assert isinstance(done, Receipt)
    stage.books.clock.advance(1)
    return article


def published(article: Article) -> Article:
    """Publish a draft."""
    assert isinstance(articles.publish(article), Receipt)
    return fresh(article)


def repeated(article: Article) -> int:
    """Return which article this one is found to repeat, 0 if it is paid at once."""
    repeat = books.repeat(ArticleId(article.pk))
    return repeat.of if repeat else 0


@pytest.fixture
def rich(stage: Stage) -> Stage:
    """Return the stage with an author who can pay for everything."""
    stage.enter("patron", 2000, "contributor")
    stage.enter("friend", 2000, "contributor")
    return stage


def test_of_two_approved_drafts_of_nearly_one_text_one_is_paid(rich: Stage) -> None:
    one = approved(rich, rich.patron, text(1), title="One")
    other = approved(rich, rich.friend, text(1), "And a word more of that.", title="Other")
    assert repeated(published(one)) == 0
    page = signed_in(rich.friend).get(f"/write/{other.code}/publish/").content.decode()
    assert "its judges cannot have seen it" in page
    answered = signed_in(rich.friend).post(f"/write/{other.code}/publish/", follow=True)
    assert "only once an editor has looked" in answered.content.decode()
    assert repeated(other) == one.pk
    offers = books.offers([other.pk], None)
    assert (given_twei(one), given_twei(other)) == (1630, 30)
    assert (offers[other.pk].quote_twei, booked(other).reviewed) == (0, True)


def test_a_text_is_asked_about_once_at_a_time(rich: Stage) -> None:
    first = draft(rich.patron, text(1))
    assert isinstance(ask(id_of(rich.patron), first, fresh_key()), Receipt)
    again = draft(rich.patron, text(1))
    answered = signed_in(rich.patron).post(f"/write/{again.code}/review/", {"key": fresh_key()})
    assert answered.status_code == 409
    assert "Withdraw that request first" in answered.content.decode()
    assert books.review(ArticleId(again.pk)) is None


def test_a_reprint_whose_judges_saw_the_first_print_is_paid(rich: Stage) -> None:
    published(draft(rich.author, text(1)))
    rich.books.clock.advance(60)
    reprint = approved(rich, rich.patron, text(1), title="From the archive")
    assert repeated(published(reprint)) == 0
    assert given_twei(reprint) == 1630


def test_of_two_approved_reprints_of_one_old_text_one_is_paid(rich: Stage) -> None:
    """The old article has all fingerprints of both. They are found by their common original."""
    published(draft(rich.author, text(1)))
    rich.books.clock.advance(60)
    one = approved(rich, rich.patron, text(1), title="One")
    other = approved(rich, rich.friend, text(1), title="Other")
    assert repeated(published(one)) == 0
    assert repeated(published(other)) == one.pk


def test_what_judges_saw_hides_no_part_that_they_did_not_see(rich: Stage) -> None:
    published(draft(rich.author, text(1)))
    rich.books.clock.advance(60)
    mixed = approved(rich, rich.patron, text(1), text(2, 260), title="Mixed")
    later = published(draft(rich.critic, text(2, 260), text(3, 600), title="Later"))
    assert repeated(published(mixed)) == later.pk


def test_one_put_together_from_what_came_later_waits(rich: Stage) -> None:
    mosaic = approved(rich, rich.patron, text(1, 90), text(2, 90), text(3, 220), title="Mosaic")
    parts = [
        published(draft(author, text(start, 90), text(start + 7, 300)))
        for author, start in ((rich.author, 1), (rich.critic, 2))
    ]
    assert repeated(published(mosaic)) in {part.pk for part in parts}


def test_a_quotation_of_what_came_later_is_no_repeat(rich: Stage) -> None:
    own = approved(rich, rich.patron, text(1, 400), text(2, 60))
    published(draft(rich.critic, text(2, 60), text(3, 300)))
    assert repeated(published(own)) == 0


def test_published_at_once_not_both_are_paid(rich: Stage) -> None:
    drafts = [
        approved(rich, author, text(1), title=author.name) for author in (rich.patron, rich.friend)
    ]

    def publish(article: Article) -> None:
        try:
            articles.publish(article)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(publish, drafts))
    assert sum(not repeated(article) for article in drafts) <= 1
    assert all(not fresh(article).is_draft for article in drafts)


def test_what_came_later_is_found_by_index(rich: Stage) -> None:
    published(draft(rich.author, text(1)))
    one = approved(rich, rich.patron, text(1), title="One")
    with watched() as plans:
        newsstand.would_repeat(one)
        assert plans.whole_tables() == set()


def test_a_draft_keeps_the_time_that_is_judged_in_whichever_language_it_is_filed(
    court: Court,
) -> None:
    judged_s = court.draft.time_to_read_s
    filing = {"language": "es", "tags": "", "slug": "", "translates": ""}
    path = f"/write/{court.draft.code}/filing/"
    assert signed_in(court.stage.author).post(path, filing).status_code == 303
    assert (fresh(court.draft).language, fresh(court.draft).time_to_read_s) == ("es", judged_s)

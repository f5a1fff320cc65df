"""What readers find: the front page, sections, an author's articles."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.articles.conftest import data, fresh
from tests.http.stage import Stage, id_of
from tweipress.articles import actions, queries
from tweipress.articles.models import Article


def published(stage: Stage, title: str, **changes: Any) -> Article:
    """Publish an article on a day of its own."""
    article = actions.save_draft(id_of(stage.author), data(title=title, **changes))
    actions.publish(article)
    stage.books.next_day()
    return fresh(article)


@pytest.fixture
def three(stage: Stage) -> list[Article]:
    """Three articles, oldest first, and a draft."""
    actions.save_draft(id_of(stage.author), data(title="A draft"))
    return [
        published(stage, "First", section="Economy"),
        published(stage, "Second"),
        published(stage, "Third", section="Economy"),
    ]


def test_the_front_page_shows_the_newest_first_and_no_draft(three: list[Article]) -> None:
    assert queries.front_page() == three[::-1]


def test_whoever_asks_for_more_than_a_page_gets_more(three: list[Article]) -> None:
    copies = range(queries.PAGE)
    Article.objects.bulk_create(
        Article(
            author=three[0].author,
            code=f"copy-{number}",
            slug=f"copy-{number}",
            posting_seq=three[0].posting_seq,
            published_at=three[0].published_at,
            dated_at=three[0].dated_at,
        )
        for number in copies
    )
    assert len(queries.front_page(limit=100)) == len(copies) + 3


def test_the_front_page_goes_on_after_the_last_one_shown(three: list[Article]) -> None:
    assert queries.front_page(before=three[2].slug, limit=1) == [three[1]]
    assert queries.front_page(before=three[0].slug) == []
    assert queries.front_page(before="no-such-address") == three[::-1]


def test_a_section_shows_its_own_articles(three: list[Article]) -> None:
    assert queries.front_page(section="Economy") == [three[2], three[0]]
    assert queries.sections() == ["Economy", "Nature"]


def test_an_article_taken_back_leaves_the_lists_but_not_its_address(
    stage: Stage, three: list[Article]
) -> None:
    actions.take_back(id_of(stage.author), three[1], "A mistake.")
    assert queries.front_page() == [three[2], three[0]]
    assert queries.of_author(id_of(stage.author)) == [three[2], three[0]]
    article = queries.by_slug(three[1].slug)
    assert article is not None
    assert article.is_taken_back


def test_an_imported_article_stands_at_its_old_date(stage: Stage, three: list[Article]) -> None:
    draft = actions.save_draft(id_of(stage.editor), data(title="Old"))
    Article.objects.filter(pk=draft.pk).update(shown_date="2020-02-02")
    actions.publish(fresh(draft))
    assert [article.title for article in queries.front_page()] == [
        "Third",
        "Second",
        "First",
        "Old",
    ]
    assert str(fresh(draft).date) == "2020-02-02"


def test_articles_of_one_date_follow_each_other_without_a_gap(stage: Stage) -> None:
    for title in ("Old", "Older"):
        draft = actions.save_draft(id_of(stage.enter(title, 50, "contributor")), data(title=title))
        Article.objects.filter(pk=draft.pk).update(shown_date="2020-02-02")
        actions.publish(fresh(draft))
    first, second = queries.front_page()
    assert queries.front_page(before=first.slug) == [second]


def test_a_list_of_articles_costs_one_read(
    three: list[Article], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        names = [(article.title, article.author.name) for article in queries.front_page()]
    assert len(names) == 3


def test_drafts_are_their_authors_alone(stage: Stage, three: list[Article]) -> None:
    assert [draft.title for draft in queries.drafts_of(id_of(stage.author))] == ["A draft"]
    assert queries.drafts_of(id_of(stage.editor)) == []
    assert queries.public_of(id_of(stage.author)) == three[::-1]
    (draft,) = queries.drafts_of(id_of(stage.author))
    assert queries.by_slug(draft.slug) is None


def test_a_page_after_what_cannot_be_an_address_is_the_first_one(
    stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = published(stage, "Bees")
    with django_assert_num_queries(1):
        assert queries.front_page(before="bees\0") == [article]

"""The front page, the pages of news sections, and the way to older articles."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.comments import deeds
from tests.http.stage import Stage, signed_in
from tests.pages.conftest import SEA, published, shown, words
from tweipress.articles import queries as articles
from tweipress.articles.models import Article


def test_a_site_without_articles_says_what_to_do(stage: Stage) -> None:
    assert "Nothing has been published here yet." in words(shown(Client(), "/"))


def test_the_newest_story_leads_the_front_page(bees: Article, sea: Article) -> None:
    page = shown(Client(), "/")
    assert re.findall(r'<h2><a href="/post/([^"]+)/"', page) == [sea.slug, bees.slug]
    assert page.count("is-lead") == 1
    assert page.index("is-lead") < page.index(sea.title)


def test_a_story_says_title_lead_author_date_time_offer_and_comments(
    stage: Stage, bees: Article
) -> None:
    stage.read(stage.commenter, bees)
    deeds.write(stage.commenter, bees, "I keep bees myself.", "form-1")
    said = words(shown(Client(), "/"))
    for part in (
        *("Science", "How Bees &lt;Vote&gt;", "A swarm has to agree on a house.", "By author"),
        *("1 January 2026", "2 min", "Earn 1 Twei", "1 Comment"),
    ):
        assert part in said


def test_a_story_that_pays_nothing_says_why(stage: Stage, bees: Article) -> None:
    assert "Your own post" in words(shown(signed_in(stage.author), "/"))
    assert "Earn" in words(shown(signed_in(stage.outsider), "/"))


def test_a_section_shows_its_own_articles_alone(bees: Article, sea: Article) -> None:
    said = words(shown(Client(), "/section/Science/"))
    assert "How Bees" in said
    assert sea.title not in said
    shown(Client(), "/section/Gossip/", 404)


def test_older_articles_are_a_link_away(
    stage: Stage, bees: Article, sea: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "PAGE", 1)
    newest = shown(Client(), "/")
    assert f'href="?before={sea.slug}"' in newest
    assert "How Bees" not in words(newest)
    older = shown(Client(), f"/?before={sea.slug}")
    assert "How Bees" in words(older)
    assert 'href="?before=' not in older
    assert "Newest articles" in older


def test_a_place_nobody_knows_begins_with_the_newest(bees: Article) -> None:
    assert "How Bees" in words(shown(Client(), "/?before=never-was"))


def test_the_list_takes_as_many_reads_for_many_articles_as_for_few(
    stage: Stage, bees: Article
) -> None:
    def reads() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(Client(), "/")
        return len(captured)

    few = reads()
    for _ in range(2):
        stage.books.next_day()
        published(stage.author, SEA)
    assert reads() == few


def test_the_masthead_tells_a_member_what_there_is_to_spend(stage: Stage) -> None:
    page = shown(signed_in(stage.reader), "/")
    assert "reader" in page
    assert "100 Twei" in page
    assert 'method="post" action="/accounts/logout/"' in page
    assert "Sign in" not in page

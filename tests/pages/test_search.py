"""Search, and the pages about the site."""

import pytest
from django.test import Client

from tests.http.stage import Stage, id_of
from tests.pages.conftest import SEA, published, shown, words
from tweipress.articles import actions
from tweipress.articles.models import Article
from tweipress.articles.queries import search as searching
from tweipress.bank import queries


def test_a_search_finds_articles_with_every_word(bees: Article, sea: Article) -> None:
    page = shown(Client(), "/search/?q=WORKERS+thousand")
    assert "1 article." in words(page)
    assert "How Bees" in page
    assert "<mark>thousand</mark> <mark>workers</mark>" in page
    assert sea.title not in page


def test_a_search_without_an_answer_says_what_to_try(bees: Article) -> None:
    said = words(shown(Client(), "/search/?q=<b>zebra</b>"))
    assert "No article contains every word of “&lt;b&gt;zebra&lt;/b&gt;”." in said


def test_an_empty_or_endless_search_is_answered(bees: Article) -> None:
    assert "No article" not in words(shown(Client(), "/search/?q=%20"))
    assert "No article contains" in words(shown(Client(), "/search/?q=" + "x" * 3000))


def test_a_typo_is_said_beside_what_was_meant(bees: Article) -> None:
    said = words(shown(Client(), "/search/?q=wrokers"))
    assert "No article contains “wrokers”. These contain “workers”." in said
    assert "How Bees" in said


def test_a_section_an_author_and_days_narrow_a_search(bees: Article, sea: Article) -> None:
    for query, expected in (
        ("q=the&section=World", {sea.title}),
        ("q=&section=Science", {"How Bees"}),
        ("author=author&q=tide", {sea.title}),
        ("author=AUTHOR&q=tide", {sea.title}),
        ("author=nobody&q=tide", set()),
        ("author=editor%0a&q=tide", set()),
        ("q=the&to=2026-01-01", {"How Bees"}),
        ("q=the&from=2026-01-02", {sea.title}),
        ("q=the&from=2026-01-01&to=2026-01-02", {"How Bees", sea.title}),
        ("q=the&from=yesterday&to=2026-13-99", {"How Bees", sea.title}),
        ("q=the&from=2027-01-01", set()),
    ):
        said = words(shown(Client(), f"/search/?{query}"))
        assert {title for title in ("How Bees", sea.title) if title in said} == expected, query


def test_the_form_shows_what_was_asked(bees: Article, sea: Article) -> None:
    page = shown(Client(), '/search/?q="a<b&section=World&author=%22x&from=2026-01-01&page=1')
    for part in (
        'value="&#34;a&lt;b"',
        "<option selected>World</option>",
        'value="&#34;x"',
        'value="2026-01-01"',
        '<details class="search-filters" open>',
    ):
        assert part in page, part


def test_more_articles_are_a_link_away_and_end_somewhere(
    bees: Article, sea: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "PAGE", 1)
    first = shown(Client(), "/search/?q=the&section=")
    assert sea.title in first
    assert 'href="?q=the&amp;section=&amp;page=2"' in first
    second = shown(Client(), "/search/?q=the&section=&page=2")
    assert "How Bees" in words(second)
    assert 'rel="next"' not in second
    assert "no more articles" in shown(Client(), "/search/?q=the&page=3")
    for page in ("0", "-1", "x", "9999", "²", "1e3"):
        assert shown(Client(), f"/search/?q=the&page={page}")


def test_related_articles_are_named_below_an_article(stage: Stage, bees: Article) -> None:
    stage.books.next_day()
    other = published(stage.author, {**SEA, "title": "How bees vote again", "section": "Science"})
    stage.books.next_day()
    published(stage.author, SEA)
    page = shown(Client(), f"/post/{bees.slug}/")
    assert f'<a href="/post/{other.slug}/" dir="auto">How bees vote again</a>' in page
    actions.take_back(id_of(stage.author), other, "A mistake.")
    assert "Related articles" not in shown(Client(), f"/post/{bees.slug}/")


def test_the_rules_name_the_prices_in_force(stage: Stage) -> None:
    tariff = queries.tariff()
    said = words(shown(Client(), "/about/rules/"))
    assert f"Publishing, from LVL {tariff.publish_level}, costs {tariff.publish_twei} Twei." in said
    assert f"costs you {tariff.minus_twei} Twei" in said
    assert tariff.hash[:12] in said


def test_the_privacy_page_says_how_long_times_are_kept(stage: Stage) -> None:
    assert "for 14 days" in words(shown(Client(), "/about/privacy/"))
